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
