import { type Json, type NoJson, readJson, valuesIn } from "../rendering/json";
import { type PrintedValue, tokensOf } from "../rendering/output";
import {
  type Member,
  onlyValueIn,
  type PutRecord,
  readPutRecord,
  saysIn,
  sourcesIn,
  type TemplateFinding,
} from "../rendering/put-record";
import type { Override, State } from "../rendering/state";
import type { Node } from "../rendering/syntax";
import { type Form, type Piece, type Source, textWithGaps } from "../rendering/value";

/** A request template of Kinesis, and what it may render, over all branches. */
export interface RequestTemplate extends RequestBranch {
  /** The template as a tree; none of one that cannot be read. */
  readonly nodes: readonly Node[];
}

/** What one branch of it may render. */
export interface RequestBranch {
  /** Why it is no PutRecord of the body on some branch, whatever the media type. */
  readonly findings: readonly TemplateFinding[];
  /** The streams that it names, each once. `arn` or name. */
  readonly streams: readonly NamedStream[];
  /** Where a stream is not a text of the template's own. */
  readonly openStreams: readonly TemplateFinding[];
  readonly data: readonly PrintedData[];
  /** Values that are printed where their form counts. */
  readonly printed: readonly PrintedForm[];
  /** What it sets in `$context`. */
  readonly overrides: readonly PathOverride[];
}

export interface NamedStream {
  readonly name: string;
  readonly line: number;
}

/** What is printed as `Data`. */
export interface PrintedData {
  readonly line: number;
  /** How often the whole body is encoded; undefined if it is not the whole body. */
  readonly encodings: number | undefined;
  /** It is empty, where the body is known to be `{}`, as API Gateway shows an empty one. */
  readonly isOfEmptyBody: boolean;
}

/** A value that is printed into a JSON string. */
export interface PrintedForm {
  readonly head: string;
  readonly line: number;
  readonly form: Form;
  /** It is the body as it came, in Data. */
  readonly isBodyAsData: boolean;
}

/** What a template sets in `$context`, by path. */
export interface PathOverride extends Override {
  readonly path: string;
}

/** What one branch of a template renders. */
export function readBranch(state: State): RequestBranch {
  const json = readJson(state.output);
  const overrides = [...state.overrides].map(([path, { values, line }]) => ({ path, values, line }));
  const read = json === undefined ? "refused" : json.kind === "fault" ? faultOf(json, state) : readPutRecord(json);
  const record = read === "refused" || !("data" in read) ? undefined : read;
  const findings = record
    ? [...record.findings, ...keyFindings(record)]
    : read === "refused"
      ? []
      : (read as readonly TemplateFinding[]);
  return {
    findings: [...findings, ...outsideFindings(state, json)],
    ...(record ? streamsOf(record) : { streams: [], openStreams: [] }),
    data: record ? dataOf(record, state) : [],
    printed: formsIn(state, record),
    overrides,
  };
}

/** What is no JSON cannot be read by Kinesis, unless its reader is more lenient: so it must have no data either. */
function faultOf({ line, message }: NoJson, state: State): "refused" | readonly TemplateFinding[] {
  const saysData = tokensOf(state.output).some(({ parts }) => textWithGaps(parts).includes("Data"));
  if (!saysData && state.output.open?.kind !== "string" && valuesIn(state.output).length === 0) return "refused";
  return [{ line, message: `${message}: what Kinesis makes of it is not certain.` }];
}

/** Outside of strings, only a JSON value may be printed: anything else could be a member more. */
function outsideFindings(state: State, json: Json | NoJson | undefined): readonly TemplateFinding[] {
  if (json === undefined || json.kind === "fault" || json.kind === "word") return [];
  return valuesIn(state.output)
    .filter(
      ({ token, value }) =>
        token.kind === "word" && !sourcesIn([value]).every(({ form }) => form === "json" || form === "plain"),
    )
    .map(({ value: { head, line } }) => ({
      line,
      message: `prints ${head} outside of any JSON string: a caller writes the call.`,
    }));
}

const keyFindings = ({ partitionKey, explicitHashKey }: PutRecord): readonly TemplateFinding[] =>
  [partitionKey, explicitHashKey].flatMap((key) => (key ? constantFindings(key) : []));

function constantFindings({ name, value: { parts, line } }: Member): readonly TemplateFinding[] {
  // Of several values, an empty one is refused by Kinesis.
  const mayBeConstant = ({ alternatives }: PrintedValue) =>
    alternatives.some((pieces) => !pieces.some(varies) && (parts.length > 1 || textWithGaps(pieces) !== ""));
  if (!parts.every((part) => typeof part === "string" || mayBeConstant(part))) return [];
  const isAlways = parts.every((part) => typeof part === "string" || !part.alternatives.flat().some(varies));
  const message = isAlways
    ? `prints the same ${name} for every record: one shard gets them all.`
    : `prints a ${name} that may have no value of the record in it: one shard gets all such records.`;
  return [{ line, message }];
}

const varies = (piece: Piece): boolean => typeof piece !== "string" && piece.varies;

/** Kinesis refuses any other name, such as the reference that Velocity prints where there is no value. */
const VALID = /^(?:[a-zA-Z0-9_.-]{1,128}|arn:.*)$/;

function streamsOf({ streams }: PutRecord): Pick<RequestBranch, "streams" | "openStreams"> {
  const read = streams.map(({ name, value }) => ({ name, value, says: saysIn(value) }));
  return {
    streams: read.flatMap(({ says, value: { line } }) =>
      "head" in says ? [] : says.filter((name) => VALID.test(name)).map((name) => ({ name, line })),
    ),
    openStreams: read.flatMap(({ name, says }) => {
      if (!("head" in says)) return [];
      const isOfRequest = sourcesIn([says]).some(({ from }) => from === "request");
      return [
        {
          line: says.line,
          message: isOfRequest
            ? `prints ${name} from the request: a caller writes to any stream the role can reach.`
            : `prints ${says.head} as ${name}: the template does not say which stream it is.`,
        },
      ];
    }),
  };
}

function dataOf({ data: { value } }: PutRecord, state: State): readonly PrintedData[] {
  const { line } = value;
  const isOfEmptyBody = value.parts.length === 0 && state.knows("body is {}");
  const only = onlyValueIn(value);
  if (only === undefined || value.kind === "word") return [{ line, encodings: undefined, isOfEmptyBody }];
  return only.alternatives.map((pieces) => {
    const [piece] = pieces;
    const body = pieces.length === 1 && typeof piece === "object" && piece.isWholeBody ? piece : undefined;
    return { line: only.line, encodings: body?.encodings, isOfEmptyBody };
  });
}

function formsIn(state: State, record: PutRecord | undefined): readonly PrintedForm[] {
  return valuesIn(state.output)
    .filter(({ token }) => token.kind === "string")
    .flatMap(({ value }) =>
      sourcesIn([value]).map((one) => ({
        head: value.head,
        line: value.line,
        form: one.form,
        isBodyAsData: isBody(one) && record?.data.value.parts.includes(value) === true,
      })),
    );
}

const isBody = ({ isWholeBody, encodings }: Source): boolean => isWholeBody && encodings === 0;
