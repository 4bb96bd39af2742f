/** A record cannot be read back: that says nothing of the API. */
export class ReadingError extends Error {
  override readonly name = "ReadingError";

  /** @param cause what Kinesis, or the way to it, said */
  constructor(override readonly cause: unknown) {
    super("a record cannot be read back", { cause });
  }
}
