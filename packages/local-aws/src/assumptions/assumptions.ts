// oxlint-disable max-lines -- one list, in one file

/** Something that AWS does not document, with what it may be. The local AWS does each of it, one at a time. */
export interface Assumption<Value extends string = string> {
  /** In one sentence. */
  readonly question: string;
  /** What each value means, in one sentence. */
  readonly values: Readonly<Record<Value, string>>;
  /** What the local AWS does unless it is told otherwise. */
  readonly default: Value;
  /** Addresses of pages, or where the evidence stands. */
  readonly sources: readonly string[];
  /** The promise of the docs that depends on it. @defaultValue none does: it holds under every value */
  readonly promise?: string;
}

const assumption = <Value extends string>(
  one: Omit<Assumption<Value>, "default"> & { readonly default: NoInfer<Value> },
): Assumption<Value> => one;

const REFERENCE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html";
const ENCODINGS =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html";
const PASSTHROUGH =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html";
const COMPRESSED =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html";
const LIMITS =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html";
const ANSWERS =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html";
const GATEWAY_RESPONSES =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html";
/** The test test_input_body_formatting, recorded on AWS on 2025-03-19. */
const RECORDED_BODIES =
  "https://github.com/localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_common.snapshot.json";
/** That API Gateway reads JSON with this library is from memory: no public page says so. */
const JSON_SMART = "https://netplex.github.io/json-smart/ (from memory: that API Gateway uses this library)";
const PUT_RECORD = "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html";

/** Every assumption of the local AWS that can be turned, by name. What cannot be turned is in fixed.ts. */
export const ASSUMPTIONS = {
  "header-case": assumption({
    question: "How does a mapping template find a header whose name the client wrote in other case?",
    values: {
      exact: "Names are as the client sent them, and match exactly.",
      ignored: "Names are as the client sent them, and `$input.params(name)` matches them in any case.",
      lowered: "A template sees every name in lower case.",
    },
    default: "exact",
    sources: [REFERENCE],
  }),
  "repeated-header": assumption({
    question: "Which value does a header have that the client sent more than once?",
    values: {
      last: "The last one.",
      first: "The first one.",
      joined: "All of them, with a comma and a blank between.",
    },
    default: "last",
    sources: [REFERENCE],
    promise:
      "A body that says `Content-Encoding` twice, once as `identity`, is refused only if the template sees the other value.",
  }),
  "header-order": assumption({
    question: "In which order does a mapping template go through the headers?",
    values: {
      sent: "As the client sent them.",
      reversed: "The other way round.",
    },
    default: "sent",
    sources: [REFERENCE],
  }),
  "content-length-header": assumption({
    question: "Does a mapping template see the header `Content-Length`?",
    values: { hidden: "No.", visible: "Yes." },
    default: "hidden",
    sources: [REFERENCE],
  }),
  "content-type-parameters": assumption({
    question: "Do the parameters of a `Content-Type` count when API Gateway looks for the template?",
    values: {
      count: "Yes: the template of the literal text is taken.",
      "set-aside": "The template of the literal text is taken, or else the one of the type without its parameters.",
    },
    default: "count",
    sources: [PASSTHROUGH, "https://github.com/aws/chalice/issues/306"],
  }),
  "content-type-case": assumption({
    question: "Does the case of a `Content-Type` count when API Gateway looks for the template?",
    values: { counts: "Yes.", ignored: "No." },
    default: "counts",
    sources: [PASSTHROUGH],
  }),
  "binary-type-parameters": assumption({
    question: "Is a `Content-Type` with parameters still one of the API's binary media types?",
    values: {
      "set-aside": "Yes: the type without its parameters is compared.",
      count: "No: the literal text is compared.",
    },
    default: "set-aside",
    sources: [ENCODINGS],
  }),
  "binary-payload": assumption({
    question: "What does a mapping template get of a binary body with CONVERT_TO_TEXT?",
    values: {
      base64: "Base64 of the exact bytes.",
      text: "The bytes, read as UTF-8.",
      error: "Nothing: API Gateway answers 500.",
    },
    default: "base64",
    sources: [ENCODINGS],
    promise:
      "Under `text`, bytes that are Base64 by chance (letters and digits, or `{}`) are stored as other bytes, with a 200. " +
      "All other binary bodies are refused. Set `connector.format` to a JSON format then.",
  }),
  "content-encoding": assumption({
    question: "What does a mapping template see of a request with a `Content-Encoding`?",
    values: {
      "as-sent": "The body and the header as the client sent them.",
      decoded: "The plain body, and the header still.",
      "decoded-without-header": "The plain body, and no header.",
    },
    default: "as-sent",
    sources: [COMPRESSED, "https://github.com/dougmoscrop/serverless-http/issues/194"],
    promise: "Only under `decoded-without-header` is a compressed body stored, as plain bytes. Else it is refused.",
  }),
  "decoded-body-limit": assumption({
    question: "Does the limit of 10 MB also hold for the plain body of a compressed one?",
    values: { applies: "Yes: API Gateway answers 413.", "sent-only": "No: only the compressed body is measured." },
    default: "applies",
    sources: [COMPRESSED, LIMITS],
  }),
  "body-limit": assumption({
    question: "How many bytes are the 10 MB that API Gateway takes?",
    values: { mebibytes: "10,485,760 bytes.", megabytes: "10,000,000 bytes." },
    default: "mebibytes",
    sources: [LIMITS],
    promise: "The largest record of each format (docs/reference.md, Sizes). API Gateway answers 413 to a larger one.",
  }),
  "rendered-limit": assumption({
    question: "Does the limit of 10 MB also hold for what a template makes of the body?",
    values: {
      none: "No: Kinesis gets it.",
      applies: "Yes: API Gateway answers 500, and Kinesis gets nothing.",
    },
    default: "none",
    sources: [LIMITS],
    promise: "Records above three quarters of 10 MB are stored only under `none`.",
  }),
  "empty-body": assumption({
    question: "What is `$input.body` of a request without a body?",
    values: { braces: "The text `{}`.", "empty-text": "An empty text." },
    default: "braces",
    sources: [REFERENCE, RECORDED_BODIES],
  }),
  "path-parameters": assumption({
    question: "Does API Gateway decode the percent signs of a path parameter?",
    values: { decoded: "Yes.", "as-sent": "No." },
    default: "decoded",
    sources: [REFERENCE],
  }),
  "answer-body": assumption({
    question: "Is `$input.body` filled in the template of an integration's answer?",
    values: { filled: "Yes: it is the raw answer.", empty: "No: it is an empty text." },
    default: "filled",
    sources: [REFERENCE, RECORDED_BODIES],
    promise:
      "Under `empty`, an answer that is not JSON is 500 `API_CONFIGURATION_ERROR` and not 502. Neither is a 2xx.",
  }),
  "json-reader": assumption({
    question: "How strictly does API Gateway read JSON for `$input.path` and `$input.json`?",
    values: {
      strict: "As JSON. Anything else fails the template, and API Gateway answers 500.",
      lenient: "It also takes single quotes, names without quotes, and a comma before the end.",
    },
    default: "strict",
    sources: [REFERENCE, JSON_SMART],
    promise:
      "The status of an answer that is nearly JSON. It is a 2xx only if Kinesis answered 2xx and named the record.",
  }),
  "json-duplicates": assumption({
    question: "Which value has a member that a JSON object names twice, for `$input.path` and `$input.json`?",
    values: { last: "The last one.", first: "The first one.", refused: "None: the template fails, which is 500." },
    default: "last",
    sources: ["https://www.rfc-editor.org/rfc/rfc8259#section-4"],
  }),
  "json-slash": assumption({
    question: "How does `$input.json` write a slash?",
    values: { plain: "As `/`.", escaped: String.raw`As \/, which means the same.` },
    default: "plain",
    sources: [REFERENCE, JSON_SMART, "https://github.com/json-path/JsonPath/issues/707"],
  }),
  "matching-response": assumption({
    question: "Which integration response is taken if the patterns of several match?",
    values: { "lowest-status": "That of the lowest status.", "highest-status": "That of the highest status." },
    default: "lowest-status",
    sources: [ANSWERS],
  }),
  "default-response-type": assumption({
    question: "What is `$context.error.responseType` in a DEFAULT_4XX or DEFAULT_5XX response?",
    values: { own: "The type of what happened, such as INVALID_API_KEY.", default: "DEFAULT_4XX or DEFAULT_5XX." },
    default: "own",
    sources: [GATEWAY_RESPONSES],
    promise: "The words in capitals of docs/reference.md. Under `default` only the status tells the causes apart.",
  }),
  "broken-backend": assumption({
    question: "What does API Gateway answer if the connection to the service breaks?",
    values: { "integration-failure": "504, as documented.", "internal-error": "500, as users have seen." },
    default: "integration-failure",
    sources: [GATEWAY_RESPONSES, "docs/reference.md"],
    promise: "The status of a broken connection to Kinesis: 504 or 500. The connector sends again after both.",
  }),
  "key-spread": assumption({
    question: "How fast does a new API key open an API?",
    values: {
      "at-once": "At once.",
      late: "After 10 seconds; AWS has been seen to take minutes. Until then it is answered 403.",
    },
    default: "at-once",
    sources: [
      "https://github.com/localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_common.py (AWS takes a very long time)",
    ],
    promise: "A record that is refused with 403 meanwhile is sent again; npm run smoke waits.",
  }),
  "deployment-spread": assumption({
    question: "How fast does a new deployment of a stage answer?",
    values: {
      "at-once": "At once.",
      late: "After 10 seconds. Until then the deployment before it answers.",
      mixed: "For 10 seconds, the deployment before it answers every second request.",
    },
    default: "at-once",
    sources: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html"],
  }),
  "misplaced-structure": assumption({
    question: "What does Kinesis answer to a structure in the place of a text?",
    values: {
      serialization: "400 SerializationException, before anything else.",
      validation: "400 ValidationException.",
      "access-denied": "400 AccessDeniedException: it looks at the permissions first.",
    },
    default: "serialization",
    sources: [PUT_RECORD],
    promise: "A refused record is 400 `Serialization`; under `validation` `Validation`, else 502. Nothing is stored.",
  }),
};

/** A name of the list. */
export type AssumptionName = keyof typeof ASSUMPTIONS;

/** A value for each assumption. */
export type Assumptions = {
  readonly [Name in AssumptionName]: (typeof ASSUMPTIONS)[Name] extends Assumption<infer Value> ? Value : never;
};

/** Says which value an assumption has now. */
export type Assume = <Name extends AssumptionName>(name: Name) => Assumptions[Name];

/** The value of every assumption unless a caller says otherwise. */
export const DEFAULT_ASSUMPTIONS = Object.fromEntries(
  Object.entries(ASSUMPTIONS).map(([name, one]) => [name, one.default]),
) as unknown as Assumptions;

/** Assumes every default. */
export const assumeDefaults: Assume = (name) => DEFAULT_ASSUMPTIONS[name];
