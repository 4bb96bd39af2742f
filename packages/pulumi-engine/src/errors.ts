/** A mistake of a person, or a problem of the machine. Commands print the message without a stack. */
export class EngineError extends Error {
  override readonly name: string = "EngineError";
}
