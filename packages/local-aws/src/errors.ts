/** An error as an AWS service answers it: its type is the service's own word, its status the service's own number. */
export class AwsError extends Error {
  override readonly name = "AwsError";

  /**
   * @param type the exception's name without a namespace, e.g. `ResourceNotFoundException`
   * @param message what AWS would say; it reaches the caller
   * @param status HTTP status; 400, as most client faults of the JSON protocols, unless given
   */
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** How services call it that a resource does not exist: SNS and IAM have words of their own. */
const NOT_FOUND: ReadonlySet<string> = new Set([
  "NotFoundException",
  "ResourceNotFoundException",
  "NoSuchEntity",
  "NotFound",
]);

/**
 * Whether an error says that a resource does not exist.
 * @param error whatever was thrown
 * @returns true if it is an AwsError of such a type
 */
export const isNotFound = (error: unknown): boolean => error instanceof AwsError && NOT_FOUND.has(error.type);

/** The store of the records ended by itself. The message says what a person can do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** Text that is no list of fault rules: every problem of every rule. */
export class FaultRuleError extends Error {
  override readonly name = "FaultRuleError";

  constructor(readonly problems: readonly string[]) {
    super(problemList(problems, (number) => `${number} in the faults:`));
  }
}

/** Text that is no file of assumptions: every problem of it. */
export class AssumptionsError extends Error {
  override readonly name = "AssumptionsError";

  constructor(readonly problems: readonly string[]) {
    super(problemList(problems, (number) => `${number} in the assumptions:`));
  }
}

/**
 * All problems of one thing, a line each.
 * @param problems one sentence each
 * @param heading makes the first line from their number, such as `2 problems`
 * @returns the lines, without a line end at the end
 */
export function problemList(problems: readonly string[], heading: (number: string) => string): string {
  const number = `${problems.length} problem${problems.length === 1 ? "" : "s"}`;
  return [heading(number), ...problems.map((problem) => `  - ${problem}`)].join("\n");
}
