import { valueAt } from "../vtl/jsonpath";
import { toJavaString } from "../vtl/values";
import { failureOf, integrationLatencyOf, type Outcome } from "./outcome";
import type { ReceivedRequest } from "./receive-request";

/** Writes the line of a request. */
type AccessLogFormat = (received: ReceivedRequest, outcome: Outcome) => string;

const VARIABLE = /\$context\.(\w+(?:\.\w+)*)/g;

/** What AWS writes for a variable without a value. */
const ABSENT = "-";

/**
 * Prepares the format of an access log. AWS escapes a value as JSON does: a client cannot break out of its text.
 *
 * @param format of the stage's settings
 * @returns what writes the line of a request
 * @see https://github.com/DataBiosphere/azul/issues/4348 measured on AWS: a user agent with quotes
 */
export function compileAccessLogFormat(format: string): AccessLogFormat {
  const line = format.replace(/\r?\n$/, "");
  return (received, outcome) =>
    line.replace(VARIABLE, (_all, name: string) => {
      // It has its own quotes.
      if (name === "error.messageString" && outcome.error) return JSON.stringify(outcome.error.message);
      const value = valueOf(name, received, outcome);
      return value === undefined || value === "" ? ABSENT : JSON.stringify(String(value)).slice(1, -1);
    });
}

/**
 * The value of a variable; undefined for one that this request does not have, such as those of authorizers and WAF.
 * `identity.apiKey` is the key itself: here no log ever has it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
function valueOf(name: string, received: ReceivedRequest, outcome: Outcome): string | number | undefined {
  switch (name) {
    case "status":
      return outcome.response.status;
    case "responseLength":
      return outcome.response.body.length;
    case "responseLatency":
      return outcome.endedAt - outcome.startedAt;
    case "tlsVersion":
      return tlsOf(received)?.getProtocol?.() ?? undefined;
    case "cipherSuite":
      return tlsOf(received)?.getCipher?.().name;
    case "identity.apiKey":
      return undefined;
    default:
      return ofError(name, outcome) ?? ofIntegration(name, outcome) ?? ofContext(name, received);
  }
}

function ofError(name: string, { error }: Outcome): string | undefined {
  switch (name) {
    case "error.message":
      return error?.message;
    case "error.responseType":
      return error?.type;
    case "error.validationErrorString":
      return error?.type.startsWith("BAD_REQUEST") === true ? error.log : undefined;
    default:
      return undefined;
  }
}

function ofIntegration(name: string, outcome: Outcome): string | number | undefined {
  const { response, startedAt } = outcome.integration;
  switch (name) {
    case "integrationLatency":
    case "integration.latency":
      return integrationLatencyOf(outcome);
    case "integrationStatus":
    case "integration.status":
    case "integration.integrationStatus":
      return response?.status;
    case "awsEndpointRequestId":
    case "integration.requestId":
      return response?.headers["x-amzn-requestid"];
    case "integrationErrorMessage":
    case "integration.error":
      return startedAt === undefined ? undefined : failureOf(outcome);
    default:
      return undefined;
  }
}

function ofContext(name: string, { invocation }: ReceivedRequest): string | undefined {
  const value = valueAt(invocation.context, name.split("."));
  return value === null || value instanceof Map ? undefined : toJavaString(value);
}

/** A connection of TLS; Node has the same methods on the one of HTTP/2. */
interface TlsConnection {
  readonly getProtocol?: () => string | null;
  readonly getCipher?: () => { readonly name: string };
}

const tlsOf = ({ request }: ReceivedRequest): TlsConnection | undefined => request.socket as TlsConnection | undefined;
