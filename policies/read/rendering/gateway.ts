import { onlyLiteral } from "./alternatives";
import {
  literalOf,
  mixtureOf,
  NOTHING,
  piecesOf,
  SOME_NUMBER,
  SOMETIMES,
  type Source,
  source,
  sourceOf,
  text,
  type Value,
} from "./value";

/** Whether `$input` is the request of the caller or the answer of the service. */
export type Side = "request" | "answer";

/** What the caller chooses freely. */
const FREE = { from: "request", form: "raw", varies: true } as const;

/** What a header or parameter is worth: an empty text where there is none. */
const PARAMETER = text(source(FREE));

/**
 * A member of what API Gateway gives, or the answer of its method; undefined if this pack does not know it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 * @param given the arguments; undefined for a member
 */
export function gatewayMember(
  { what }: Extract<Value, { kind: "gateway" }>,
  name: string,
  given: readonly (readonly Value[])[] | undefined,
  side: Side,
): Value | undefined {
  switch (what) {
    case "input":
      return inputMember(name, given, side);
    case "util":
      return undefined;
    case "context":
    case "stageVariables":
      return undefined;
    case "parameters":
      return parametersMember(name, given);
    case "headers":
      return mapMember(name, given);
    case "names":
    case "entries":
      return /^(?:size|isEmpty|iterator|toArray)$/.test(name) ? SOME_NUMBER : PARAMETER;
    case "entry":
      return /^(?:key|value|getKey|getValue)$/.test(name) ? PARAMETER : undefined;
  }
}

function inputMember(name: string, given: readonly (readonly Value[])[] | undefined, side: Side): Value | undefined {
  const isAnswer = side === "answer";
  if (name === "body" && given === undefined) {
    return text(
      source(isAnswer ? { from: "answer", path: "$", form: "raw", isNullable: true } : { ...FREE, isWholeBody: true }),
    );
  }
  const [first] = given ?? [];
  if (name === "params" && given !== undefined) {
    return first === undefined ? { kind: "gateway", what: "parameters" } : PARAMETER;
  }
  if ((name !== "json" && name !== "path") || first === undefined) return undefined;
  const path = normalPath(onlyLiteral(first));
  const form = name === "json" ? "json" : "raw";
  const isNullable = name === "path";
  if (isAnswer) return text(source({ from: "answer", path, form, isNullable, varies: true }));
  return text(source({ ...FREE, form, isNullable }));
}

/** A JSONPath in its one spelling: `$.SequenceNumber`. An unknown one is the whole answer. */
function normalPath(path: string | undefined): string {
  if (path === undefined) return "$";
  const dotted = path.trim().replace(/\[['"]([\w-]+)['"]\]/g, ".$1");
  return dotted.startsWith("$") ? dotted : `$.${dotted}`;
}

function parametersMember(name: string, given: readonly (readonly Value[])[] | undefined): Value | undefined {
  const member = given === undefined ? name : name === "get" ? onlyLiteral(given[0] ?? []) : undefined;
  return member !== undefined && /^(?:header|querystring|path)$/.test(member)
    ? { kind: "gateway", what: "headers" }
    : undefined;
}

function mapMember(name: string, given: readonly (readonly Value[])[] | undefined): Value | undefined {
  if (given === undefined || /^(?:get|getOrDefault)$/.test(name)) return PARAMETER;
  if (name === "keySet") return { kind: "gateway", what: "names" };
  if (name === "values") return { kind: "gateway", what: "names" };
  if (name === "entrySet") return { kind: "gateway", what: "entries" };
  if (name === "size") return SOME_NUMBER;
  return /^(?:containsKey|containsValue|isEmpty)$/.test(name) ? SOMETIMES : undefined;
}

/** Members of `$context` that differ from request to request, or from caller to caller, and hold nothing that JSON forbids. */
const VARYING =
  /^(?:requestId|extendedRequestId|requestTime|requestTimeEpoch|identity\.(?:sourceIp|cognitoIdentityId))$/;
/** Members that the caller writes, or whoever signs the caller's token. */
const WRITTEN =
  /^(?:path|identity\.(?:userAgent|clientCert\..*)|authorizer\..*|error\..*|integrationErrorMessage|integration\..*)$/;

/** What a member of `$context` or `$stageVariables` is worth. */
export function contextMember(what: "context" | "stageVariables", path: string): Value {
  if (what === "stageVariables") return text(source({ from: "stage", path, isNullable: true }));
  const varies = VARYING.test(path);
  if (!varies && WRITTEN.test(path)) {
    return text(source({ from: "context", path, form: "raw", varies: true, isNullable: true }));
  }
  return text(source({ from: "context", path, varies, isNullable: !varies }));
}

/** More than once is as wrong as twice; and a loop that encodes comes to an end. */
const MOST_ENCODINGS = 2;

/** What a function of `$util` makes of a value; undefined if this pack does not know it. */
export function utilResult(name: string, value: Value): Value | undefined {
  const literal = literalOf(value);
  const pieces = piecesOf(value);
  const whole = sourceOf(value)?.isWholeBody === true ? sourceOf(value) : undefined;
  const mixture: Source = { ...mixtureOf(pieces), isNullable: false };
  switch (name) {
    case "base64Encode":
      if (value.kind === "nothing") return NOTHING;
      if (literal !== undefined) return text(Buffer.from(literal).toString("base64"));
      return text({
        ...mixture,
        form: "plain",
        encodings: Math.min(MOST_ENCODINGS, mixture.encodings + 1),
        isWholeBody: isEncodable(whole),
      });
    case "escapeJavaScript":
      if (literal !== undefined && /^[\w .:+=-]*$/.test(literal)) return value;
      return text({
        ...mixture,
        form: mixture.form === "plain" || mixture.form === "escaped" ? "escaped" : "apostrophes",
        isWholeBody: isEncodable(whole),
      });
    case "urlEncode":
      return text({ ...mixture, form: "plain" });
    case "urlDecode":
      return text({ ...mixture, form: "raw" });
    case "base64Decode":
      return text({ ...mixture, form: "raw", encodings: Math.max(0, mixture.encodings - 1) });
    case "parseJson":
      return text({ ...mixture, form: "raw", isNullable: true });
    default:
      return undefined;
  }
}

/** Whether the body is as it came, so that its encoding is all of it. An escape of it is another text. */
const isEncodable = (whole: Source | undefined): boolean =>
  whole !== undefined && (whole.form === "raw" || whole.form === "plain");
