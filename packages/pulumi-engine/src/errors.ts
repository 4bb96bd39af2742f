/** A mistake of a person or of the machine. The message is all there is to say, without a stack. */
export class EngineError extends Error {
  override readonly name: string = "EngineError";
}
