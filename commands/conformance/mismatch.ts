/** An answer or a stored record is not what is promised. */
export class Mismatch extends Error {
  override readonly name = "Mismatch";
}
