/**
 * A mistake in a file that the simulator reads. Commands print the message without a stack. Each problem has its own
 * line.
 */
export class SimulatorError extends Error {
  override readonly name: string = "SimulatorError";

  /**
   * @param problems one sentence each
   * @param heading gives the first line, such as `Line 3 has 2 problems:`, from the number, such as `2 problems`
   */
  constructor(
    readonly problems: readonly string[],
    heading: (number: string) => string,
  ) {
    const number = `${problems.length} problem${problems.length === 1 ? "" : "s"}`;
    super([heading(number), ...problems.map((problem) => `  - ${problem}`)].join("\n"));
  }
}

/** What is wrong with `aerospike-esp-outbound.yml`. It holds no value of a header. */
export class ConfigurationError extends SimulatorError {
  override readonly name = "ConfigurationError";

  constructor(problems: readonly string[]) {
    super(problems, (number) => `aerospike-esp-outbound.yml has ${number}:`);
  }
}

/** What is wrong with a file of notifications. */
export class NdjsonError extends SimulatorError {
  override readonly name = "NdjsonError";

  constructor(problems: readonly string[]) {
    super(problems, (number) => `${number}, so nothing is sent (docs/notifications.md tells what a line may hold):`);
  }
}
