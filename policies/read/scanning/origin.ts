/** Where a value in a template comes from, and what it can be. */
export interface Origin {
  /** It holds, or may hold, the caller's API key. */
  readonly apiKey: boolean;
  /** What it may say, where the template itself says all of it. */
  readonly literals?: readonly string[] | undefined;
  /** What of API Gateway's it is, where its members are known. */
  readonly map?: GatewayMap | undefined;
  /** The loop variable that is, in some case of its letters, the name of a header. */
  readonly nameIn?: string | undefined;
  /** The loop variable that chose the header this is the value of. */
  readonly headerIn?: string | undefined;
}

type GatewayMap = "context" | "identity" | "input" | "parameters" | "headers" | "headerNames" | "util";

/** Of which nothing is known but that it is not the API key. */
export const OWN: Origin = { apiKey: false };
const HEADERS: Origin = { apiKey: true, map: "headers" };

/** The variables that API Gateway has. */
export const GIVEN: Readonly<Record<string, Origin>> = {
  // As a whole it prints all that it has.
  context: { apiKey: true, map: "context" },
  input: { ...OWN, map: "input" },
  util: { ...OWN, map: "util" },
};

/** Methods whose answer is a number or a yes, and those that print nothing of their first argument. */
const NO_TEXT =
  /^(compareTo\w*|contains\w*|endsWith|equals\w*|hashCode|hasNext|indexOf|isEmpty|lastIndexOf|length|matches|size|startsWith)$/;
const LOOKUP = /^(get|getOrDefault|remove)$/;
const SAME_NAME = /^(toLowerCase|toUpperCase|toString|trim)$/;

/** Whether a header or parameter of this name carries the API key. */
export const isKeyHeader = (name: string) => name.toLowerCase() === "x-api-key";

/** What a value says, if it can be one thing only. */
export const onlyOf = ({ literals }: Origin) => (literals?.length === 1 ? literals[0] : undefined);

/** Where a value comes from that may be any of these. */
export function either(origins: readonly Origin[]): Origin {
  const [first = OWN] = origins;
  const literals = origins.map((origin) => origin.literals);
  const same = (key: "map" | "nameIn") =>
    origins.every((origin) => origin[key] === first[key]) ? { [key]: first[key] } : {};
  const headers = origins.filter((origin) => origin.apiKey);
  const isOfOne = headers.every(({ headerIn }) => headerIn === headers[0]?.headerIn);
  return {
    apiKey: headers.length > 0,
    ...(literals.every((texts) => texts !== undefined) && { literals: [...new Set(literals.flat())] }),
    ...same("map"),
    ...same("nameIn"),
    ...(isOfOne && { headerIn: headers[0]?.headerIn }),
  };
}

/** Where a value comes from that is put together of these. */
export function concatenate(origins: readonly Origin[]): Origin {
  return { ...either(origins), literals: undefined, map: undefined, nameIn: undefined };
}

/** Where a member of a value comes from, or the answer of its method. */
export function memberOf(value: Origin, step: string, given?: readonly Origin[]): Origin {
  if (NO_TEXT.test(step)) return OWN;
  const [first = OWN] = given ?? [];
  const isLookup = given !== undefined && LOOKUP.test(step);
  // In Velocity, `$map.key` is `$map.get("key")`.
  const member = isLookup ? onlyOf(first) : step;
  // What of the context it is that a method answers, or a name that is put together, cannot be told.
  const isUntold = member === undefined || (given !== undefined && !isLookup && step !== "keySet");
  switch (value.map) {
    case "context":
      if (isUntold) return { apiKey: true };
      return member === "identity" ? { apiKey: true, map: "identity" } : OWN;
    case "identity":
      return { apiKey: isUntold || member === "apiKey" };
    case "input":
      return inputOf(step, given, first);
    case "parameters":
      return member === "path" || member === "querystring" || step === "keySet" ? OWN : HEADERS;
    case "headers":
      if (step === "keySet") return { ...OWN, map: "headerNames" };
      return isLookup || given === undefined ? headerOf(isLookup ? first : { ...OWN, literals: [step] }) : HEADERS;
    case "util":
      return concatenate([first]);
    default:
      return methodResult(value, step, isLookup, given ?? []);
  }
}

function inputOf(step: string, given: readonly Origin[] | undefined, first: Origin): Origin {
  if (step !== "params") return OWN;
  return given?.length === 0 ? { ...HEADERS, map: "parameters" } : headerOf(first);
}

function headerOf(name: Origin): Origin {
  // A name that is not fully known could be the key's.
  const apiKey = name.literals?.some(isKeyHeader) ?? true;
  return { apiKey, headerIn: name.nameIn };
}

function methodResult(value: Origin, step: string, isLookup: boolean, given: readonly Origin[]): Origin {
  const nameIn = SAME_NAME.test(step) ? value.nameIn : undefined;
  // Of what is looked up or replaced, nothing is printed.
  const printed = isLookup || step.startsWith("replace") ? given.slice(1) : given;
  return { ...concatenate([value, ...printed]), nameIn };
}
