/** An HTTP response: of an AWS service, or of API Gateway to its client. */
export interface HttpResponse {
  readonly status: number;
  /** An AWS service writes the names in lower case. API Gateway writes them as it sends them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
