// oxlint-disable max-lines -- one list, in one file

/** Something that Aerospike does not document of the connector, with what it may be. The stand-in does each of it. */
export interface ConnectorAssumption<Value extends string = string> {
  /** In one sentence. */
  readonly question: string;
  /** What each value means, in one sentence. */
  readonly values: Readonly<Record<Value, string>>;
  /** What the stand-in does unless it is told otherwise. */
  readonly default: Value;
  /** Addresses of pages, or where the evidence is. */
  readonly sources: readonly string[];
  /** What has to happen so that a receiver sees it. @defaultValue records are sent */
  readonly seenWhen?: string;
}

const assumption = <Value extends string>(
  one: Omit<ConnectorAssumption<Value>, "default"> & { readonly default: NoInfer<Value> },
): ConnectorAssumption<Value> => one;

const GUIDE = "https://aerospike.com/docs/connectors/streaming/esp/examples/aws-kinesis";
const DESTINATIONS = "https://aerospike.com/docs/connectors/streaming/esp/configure/destinations";
const ROUTING = "https://aerospike.com/docs/connectors/streaming/esp/configure/routing";
const BATCHING = "https://aerospike.com/docs/connectors/streaming/esp/configure/batching/";
const FORMAT = "https://aerospike.com/docs/connectors/streaming/esp/configure/format";
const SAMPLE = "https://github.com/thecloudslayer/as-esp (ESP 2.1.1)";
const SDK = "https://github.com/aerospike/aerospike-connect-outbound-sdk (format/MediaType.java)";
const CHECKS = "health checks are sent: connector.health-check.enabled";

/** What the connector sends, as far as the receiver of its requests can see it. */
const REQUESTS = {
  "record-method": assumption({
    question: "With which method is a written record sent?",
    values: { post: "POST.", put: "PUT." },
    default: "post",
    sources: [GUIDE, SAMPLE],
  }),
  "delete-method": assumption({
    question: "With which method is a delete sent?",
    values: { post: "POST, with the delete in the body.", delete: "DELETE." },
    default: "post",
    sources: [FORMAT],
    seenWhen: "a record is deleted, in a JSON format",
  }),
  "digest-header": assumption({
    question: "Which header has the record's digest?",
    values: {
      "aerospike-digest": "`aerospike-digest`, in lower case.",
      "other-case": "`Aerospike-Digest`.",
      "other-name": "A header with another name.",
      none: "None.",
    },
    default: "aerospike-digest",
    sources: [GUIDE],
  }),
  "digest-encoding": assumption({
    question: "How is the digest in its header written?",
    values: {
      base64: "In Base64.",
      base64url: "In Base64 for URLs, or without padding.",
      hex: "In hexadecimal digits.",
    },
    default: "base64",
    sources: [GUIDE],
    seenWhen: "records have a digest header; where Base64 has neither + nor /, several records",
  }),
  "content-type": assumption({
    question: "Which `Content-Type` does a record have?",
    values: {
      configured: "The one of the connector's file.",
      "with-parameters": "The one of the file, with parameters such as a charset.",
      own: "One of the connector's own in its place.",
      twice: "The one of the file, and another.",
      none: "None.",
    },
    default: "configured",
    sources: [GUIDE, SDK],
  }),
  "additional-headers": assumption({
    question: "Are the file's additional headers sent with each record?",
    values: { sent: "Yes, all of them.", missing: "No, or not all of them." },
    default: "sent",
    sources: [GUIDE],
  }),
  "header-names": assumption({
    question: "In which case are the names of the file's additional headers sent over HTTP/1.1?",
    values: { "as-written": "As the file writes them.", lowered: "In lower case." },
    default: "as-written",
    sources: [GUIDE],
    seenWhen: "the protocol is HTTP_1_1",
  }),
  "records-per-request": assumption({
    question: "How many records has a request, without a section `batching` in the file?",
    values: { one: "One.", array: "An array, of one record or of several." },
    default: "one",
    sources: [BATCHING],
    seenWhen: "the format is a JSON format",
  }),
  "json-metadata-key": assumption({
    question: "What does `metadata-key` change under the format `json`?",
    values: { ignored: "Nothing: the body is that of `json`.", "flat-json": "The body is that of `flat-json`." },
    default: "ignored",
    sources: [GUIDE, FORMAT],
    seenWhen: "the dialect is guide and the format is json",
  }),
} as const;

const CONNECTIONS = {
  "connection-reuse": assumption({
    question: "Is a connection kept for the next record?",
    values: { "kept-alive": "Yes.", "one-each": "No: each record has one of its own." },
    default: "kept-alive",
    sources: [DESTINATIONS],
  }),
  "connection-ttl-unit": assumption({
    question: "In which unit is `connection-ttl`?",
    values: { milliseconds: "Milliseconds.", seconds: "Seconds, or a connection is kept longer." },
    default: "milliseconds",
    sources: [GUIDE, "https://github.com/aerospike/helm-charts (300000 in its examples)"],
    seenWhen: "records are sent for longer than connection-ttl",
  }),
} as const;

const HEALTH_CHECKS = {
  "health-check": assumption({
    question: "Does a file with a section `health-check` make the connector send health checks?",
    values: { sent: "Yes.", none: "No." },
    default: "sent",
    sources: [DESTINATIONS],
    seenWhen: "records are sent for three intervals or longer",
  }),
  "health-check-method": assumption({
    question: "Which method does a health check have?",
    values: { get: "GET.", head: "HEAD.", options: "OPTIONS.", post: "POST, without a body." },
    default: "get",
    sources: [GUIDE, SAMPLE],
    seenWhen: CHECKS,
  }),
  "health-check-path": assumption({
    question: "Which path does a health check have?",
    values: { destination: "That of the destination's URL.", other: "Another one, such as `/`." },
    default: "destination",
    sources: [SAMPLE],
    seenWhen: CHECKS,
  }),
  "health-check-headers": assumption({
    question: "Does a health check have the file's additional headers?",
    values: { none: "No: not one of them.", configured: "Yes, also the API key." },
    default: "none",
    sources: [DESTINATIONS],
    seenWhen: CHECKS,
  }),
  "health-check-interval": assumption({
    question: "How long is it from one health check to the next?",
    values: { configured: "`interval-seconds`.", other: "Another time." },
    default: "configured",
    sources: [DESTINATIONS],
    seenWhen: CHECKS,
  }),
  "health-check-connection": assumption({
    question: "Does a health check have a connection of its own?",
    values: { own: "Yes.", shared: "No: it takes one that records take." },
    default: "own",
    sources: [DESTINATIONS],
    seenWhen: CHECKS,
  }),
  "while-unhealthy": assumption({
    question: "What happens to records while a health check has failed and none has passed since?",
    values: { sent: "They are sent all the same.", held: "They are not sent." },
    default: "sent",
    sources: [DESTINATIONS],
    seenWhen: "health checks fail for a while, for example with --faults empty-5xx:from=60:until=180",
  }),
} as const;

const RETRIES = {
  "after-4xx": assumption({
    question: "Is a record sent again after a status from 400 to 499?",
    values: { again: "Yes.", abandoned: "No." },
    default: "again",
    sources: [ROUTING],
    seenWhen: "such a status is answered, for example with --faults plan-throttled:count=20",
  }),
  "after-5xx": assumption({
    question: "Is a record sent again after a status from 500 to 599?",
    values: { again: "Yes.", abandoned: "No." },
    default: "again",
    sources: [ROUTING],
    seenWhen: "such a status is answered, for example with --faults AccessDenied:count=20",
  }),
  "without-answer": assumption({
    question: "Is a record sent again after a connection that broke without an answer?",
    values: { again: "Yes.", abandoned: "No." },
    default: "again",
    sources: [ROUTING],
    seenWhen: "a connection breaks, for example with --faults gateway-reset-after:count=20",
  }),
} as const;

/** Every assumption about the connector that a receiver can check, by name. */
export const CONNECTOR_ASSUMPTIONS = { ...REQUESTS, ...CONNECTIONS, ...HEALTH_CHECKS, ...RETRIES } as const;

/** The value of each assumption. */
export type ConnectorAssumptions = {
  readonly [Name in keyof typeof CONNECTOR_ASSUMPTIONS]: keyof (typeof CONNECTOR_ASSUMPTIONS)[Name]["values"];
};

/** What the stand-in does unless it is told otherwise. */
export const ASSUMED = Object.fromEntries(
  Object.entries(CONNECTOR_ASSUMPTIONS).map(([name, one]) => [name, one.default]),
) as unknown as ConnectorAssumptions;
