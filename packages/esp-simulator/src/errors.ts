/**
 * What a person has to mend, in a file that the simulator reads. The message is all there is to say, without a stack.
 * Every problem has a line of its own.
 */
export class SimulatorError extends Error {
  override readonly name: string = "SimulatorError";

  /**
   * @param problems one sentence each
   * @param heading says what they are about, such as `Line 3 has 2 problems:`, from their number, such as `2 problems`
   */
  constructor(
    readonly problems: readonly string[],
    heading: (number: string) => string,
  ) {
    const number = `${problems.length} problem${problems.length === 1 ? "" : "s"}`;
    super([heading(number), ...problems.map((problem) => `  - ${problem}`)].join("\n"));
  }
}

/** What is wrong with `aerospike-esp-outbound.yml`. Holds no value of a header. */
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
