/** What an expression of a template may be worth when it is rendered: one of a few values, each as far as it is known. */
export type Value = Text | Scalar | Nothing | Collection | Gateway;

/** A text, put together of what the template says and what it takes from elsewhere. */
export interface Text {
  readonly kind: "text";
  /** No empty strings, and no two strings side by side. */
  readonly pieces: readonly Piece[];
}

export type Piece = string | Source;

/** A number or a truth value; undefined where it depends on the request. */
export interface Scalar {
  readonly kind: "number" | "boolean";
  readonly value: number | boolean | undefined;
}

/** No value: null, or a variable that is not set. */
export interface Nothing {
  readonly kind: "nothing";
}

/** A list or map that the template makes: any of its values, and the keys that have one each. */
export interface Collection {
  readonly kind: "collection";
  readonly entries: ReadonlyMap<string, readonly Value[]>;
  readonly others: readonly Value[];
}

/** What API Gateway hands to a template, where its members are known. */
export interface Gateway {
  readonly kind: "gateway";
  readonly what:
    "input" | "util" | "context" | "stageVariables" | "parameters" | "headers" | "names" | "entries" | "entry";
}

/** A text that the template takes from elsewhere. */
export interface Source {
  /** `request`: headers, parameters and parts of the body. `answer`: of the service. `own`: computed, such as a number. */
  readonly from: "request" | "answer" | "context" | "stage" | "own";
  /** Which member of the context, or which JSONPath of the answer it comes from. */
  readonly path?: string | undefined;
  /** It is the whole body of the request, or an encoding of it. */
  readonly isWholeBody: boolean;
  /** How often it was encoded as Base64. */
  readonly encodings: number;
  readonly form: Form;
  /** There may be none. */
  readonly isNullable: boolean;
  /** Each request has another. */
  readonly varies: boolean;
}

/**
 * What may stand in a text. `raw`: anything. `json`: a JSON value. `apostrophes`: it went through escapeJavaScript, which
 * makes `\'` of an apostrophe. `escaped`: what may stand in a JSON string. `plain`: letters, digits, and marks that mean
 * nothing in JSON, so that any part of it may stand there, too.
 */
export type Form = "raw" | "json" | "apostrophes" | "escaped" | "plain";

export const NOTHING: Nothing = { kind: "nothing" };
export const SOMETIMES: Scalar = { kind: "boolean", value: undefined };
export const SOME_NUMBER: Scalar = { kind: "number", value: undefined };

const SOURCE: Source = {
  from: "own",
  isWholeBody: false,
  encodings: 0,
  form: "plain",
  isNullable: false,
  varies: false,
};

/** A source with what is different from an unvarying, plain one. */
export const source = (different: Partial<Source>): Source => ({ ...SOURCE, ...different });

/** A text of these pieces. */
export function text(...pieces: readonly Piece[]): Text {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece !== "string" || typeof last !== "string") joined.push(piece);
    else joined[joined.length - 1] = last + piece;
    if (joined.at(-1) === "") joined.pop();
  }
  return { kind: "text", pieces: joined.length > MOST_PIECES ? [mixtureOf(joined)] : joined };
}

/** A text that a loop makes longer and longer is one source in the end. */
const MOST_PIECES = 16;

/** What the template itself says, if it says all of the value. */
export function literalOf(value: Value): string | undefined {
  if (value.kind === "number" || value.kind === "boolean") {
    return value.value === undefined ? undefined : String(value.value);
  }
  if (value.kind !== "text" || value.pieces.length > 1) return undefined;
  const [piece = ""] = value.pieces;
  return typeof piece === "string" ? piece : undefined;
}

/** The source that is all of a value. */
export function sourceOf(value: Value): Source | undefined {
  const only = value.kind === "text" && value.pieces.length === 1 ? value.pieces[0] : undefined;
  return typeof only === "object" ? only : undefined;
}

const FORMS: readonly Form[] = ["plain", "escaped", "apostrophes", "json", "raw"];

/** One source for what is put together of these pieces, as careful as the worst of them. */
export function mixtureOf(pieces: readonly Piece[]): Source {
  const sources = pieces.map((piece) => (typeof piece === "string" ? source({ form: formOf(piece) }) : piece));
  const from = (["request", "answer", "stage", "context"] as const).find((one) =>
    sources.some((piece) => piece.from === one),
  );
  const paths = sources.filter(({ from }) => from !== "own").map(({ path }) => path);
  return source({
    from: from ?? "own",
    ...(paths.length === 1 && { path: paths[0] }),
    encodings: Math.max(0, ...sources.map(({ encodings }) => encodings)),
    form: FORMS[Math.max(0, ...sources.map(({ form }) => FORMS.indexOf(form)))] ?? "raw",
    isNullable: sources.some(({ isNullable }) => isNullable),
    varies: sources.some(({ varies }) => varies),
  });
}

/** The form of a text that the template says. */
const formOf = (said: string): Form => (/^[\w .:/+=@%,;-]*$/.test(said) ? "plain" : "raw");

/** The pieces of what is printed of a value; a number's digits are a source of the template's own. */
export function piecesOf(value: Value): readonly Piece[] {
  const literal = literalOf(value);
  if (literal !== undefined) return literal === "" ? [] : [literal];
  if (value.kind === "text") return value.pieces;
  if (value.kind === "number" || value.kind === "boolean") return [source({})];
  if (value.kind === "collection") {
    return [mixtureOf([...value.entries.values(), value.others].flat().flatMap(piecesOf))];
  }
  // A printed map of the request's headers, say.
  return value.kind === "nothing" ? [] : [source({ from: "request", form: "raw", varies: true })];
}

/** What a text says itself, with a NUL in the place of each part that comes from elsewhere. */
export const textWithGaps = (parts: readonly (string | object)[]): string =>
  parts.map((part) => (typeof part === "string" ? part : "\0")).join("");
