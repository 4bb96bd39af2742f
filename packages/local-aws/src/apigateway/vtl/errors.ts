/**
 * A mapping template that cannot be rendered: a construct that this renderer refuses because it could not be sure to do
 * as AWS does, or an error that Velocity would have too. The request is answered 500, as on AWS.
 */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}
