/** Which lines of the access log are asked for. */
export interface LineFilter {
  /** The id of a request, as an answer or one of its headers has it. @defaultValue every request */
  readonly requestId?: string | undefined;
  /** A status such as `400`, or a class such as `4xx`. @defaultValue every status */
  readonly status?: string | undefined;
}

/**
 * The text with which CloudWatch Logs chooses lines by their JSON fields. A request has two ids: the header
 * `x-amzn-RequestId` has the one, `x-amz-apigw-id` the other.
 * @param filter which lines; its texts are checked already
 * @returns a filter pattern; empty for every line
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern({ requestId, status }: LineFilter): string {
  const conditions = [
    ...(requestId === undefined ? [] : [`(($.requestId = "${requestId}") || ($.extendedRequestId = "${requestId}"))`]),
    ...(status === undefined ? [] : statusConditions(status)),
  ];
  return conditions.length === 0 ? "" : `{ ${conditions.join(" && ")} }`;
}

function statusConditions(status: string): readonly string[] {
  if (!status.endsWith("xx")) return [`($.status = ${status})`];
  const first = Number(status[0]) * 100;
  return [`($.status >= ${first})`, `($.status < ${first + 100})`];
}
