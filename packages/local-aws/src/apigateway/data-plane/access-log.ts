import { valueAt } from "../vtl/jsonpath";
import { toJavaString } from "../vtl/values";
import { failureOf, integrationLatencyOf, type Outcome } from "./outcome";
import type { ReceivedRequest } from "./receive-request";

/** Writes the line of a request. */
type AccessLogFormat = (received: ReceivedRequest, outcome: Outcome) => string;

/** A variable's value; undefined for one that the request does not have. */
type Variable = (outcome: Outcome, received: ReceivedRequest) => string | number | undefined;

const VARIABLE = /\$context\.(\w+(?:\.\w+)*)/;

/** What AWS writes for a variable without a value. */
const ABSENT = "-";

/**
 * Prepares the format of an access log. AWS escapes a value as JSON does: a client cannot break out of its text.
 * @param format of the stage's settings
 * @returns what writes the line of a request
 * @see https://github.com/DataBiosphere/azul/issues/4348 measured on AWS: a user agent with quotes
 */
export function compileAccessLogFormat(format: string): AccessLogFormat {
  // Texts and the names of variables in turns.
  const parts = format.replace(/\r?\n$/, "").split(VARIABLE);
  const writers = parts.map((part, index) => (index % 2 === 0 ? () => part : writerOf(part)));
  return (received, outcome) => {
    let line = "";
    for (const write of writers) line += write(received, outcome);
    return line;
  };
}

function writerOf(name: string): AccessLogFormat {
  // It has its own quotes.
  if (name === "error.messageString") return (_received, { error }) => (error ? JSON.stringify(error.message) : ABSENT);
  const variable = VARIABLES.get(name) ?? ofContext(name.split("."));
  return (received, outcome) => {
    const value = variable(outcome, received);
    return value === undefined || value === "" ? ABSENT : escape(String(value));
  };
}

const integrationStatus: Variable = ({ integration }) => integration.response?.status;
const integrationRequestId: Variable = ({ integration }) => integration.response?.headers["x-amzn-requestid"];
const integrationError: Variable = (outcome) =>
  outcome.integration.startedAt === undefined ? undefined : failureOf(outcome);

/**
 * The variables that templates do not have, too. Those of authorizers, WAF and custom domains have no value here.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
const VARIABLES: ReadonlyMap<string, Variable> = new Map(
  Object.entries<Variable>({
    status: ({ response }) => response.status,
    responseLength: ({ response }) => response.body.length,
    responseLatency: ({ startedAt, endedAt }) => endedAt - startedAt,
    tlsVersion: (_outcome, { request }) => (request.socket as TlsConnection).getProtocol?.() ?? undefined,
    cipherSuite: (_outcome, { request }) => (request.socket as TlsConnection).getCipher?.().name,
    // It is the key itself. Here no log ever has it.
    "identity.apiKey": () => undefined,
    "error.message": ({ error }) => error?.message,
    "error.responseType": ({ error }) => error?.type,
    "error.validationErrorString": ({ error }) =>
      error?.type.startsWith("BAD_REQUEST") === true ? error.log : undefined,
    integrationLatency: integrationLatencyOf,
    "integration.latency": integrationLatencyOf,
    integrationStatus,
    "integration.status": integrationStatus,
    "integration.integrationStatus": integrationStatus,
    awsEndpointRequestId: integrationRequestId,
    "integration.requestId": integrationRequestId,
    integrationErrorMessage: integrationError,
    "integration.error": integrationError,
  }),
);

const ofContext =
  (path: readonly string[]): Variable =>
  (_outcome, { invocation }) => {
    const value = valueAt(invocation.context, path);
    return value === null || value instanceof Map ? undefined : toJavaString(value);
  };

/** What JSON does not take within a text. */
const NEEDS_ESCAPE = /["\\\p{Cc}]/u;

const escape = (text: string): string => (NEEDS_ESCAPE.test(text) ? JSON.stringify(text).slice(1, -1) : text);

/** A connection of TLS; Node has the same methods on the one of HTTP/2. */
interface TlsConnection {
  readonly getProtocol?: () => string | null;
  readonly getCipher?: () => { readonly name: string };
}
