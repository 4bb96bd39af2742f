import { combinations } from "./alternatives";
import type { Json, JsonObject, JsonText } from "./json";
import { saidIn } from "./json";
import type { Part, PrintedValue } from "./output";
import { type Piece, type Source, textWithGaps } from "./value";

/** What is wrong with a template, and where. */
export interface TemplateFinding {
  /** Undefined for the whole of it. */
  readonly line: number | undefined;
  /** Goes on from "the template": `prints ...`. */
  readonly message: string;
  /** The stream that it takes for a request that names none; undefined of any other finding. */
  readonly defaultStream?: string;
}

/** A PutRecord, or a PutRecords of one record, as a template prints it. */
export interface PutRecord {
  /** `StreamName` and `StreamARN`, as far as they are there. */
  readonly streams: readonly Member[];
  readonly data: Member;
  readonly partitionKey: Member;
  /** It takes the place of the partition key, where it is there. */
  readonly explicitHashKey: Member | undefined;
  /** Members that AWS documents no such request to have, and the like. */
  readonly findings: readonly TemplateFinding[];
}

export interface Member {
  readonly name: string;
  readonly value: JsonText;
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
const OF_RECORD = ["Data", "PartitionKey", "ExplicitHashKey"];
const STREAMS = ["StreamName", "StreamARN"];
const OF_PUT_RECORD = [...STREAMS, ...OF_RECORD, "SequenceNumberForOrdering"];
/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
const OF_PUT_RECORDS = [...STREAMS, "Records"];

/**
 * Reads a JSON text as a request of Kinesis.
 * @returns what it writes; "refused" for what Kinesis cannot read as such a request, so that it answers 400; findings for
 *   what is neither for certain
 */
export function readPutRecord(json: Json): PutRecord | "refused" | readonly TemplateFinding[] {
  if (json.kind !== "object") {
    const open = json.kind === "word" && json.parts.some((part) => typeof part !== "string");
    return open
      ? [{ line: json.line, message: `prints ${headIn(json.parts)} as the request: a caller writes the call.` }]
      : "refused";
  }
  const records = valueOf(json, "Records");
  if (records === undefined || isNull(records)) return readRecord(json, json, OF_PUT_RECORD);
  if (records.kind === "word") return [{ line: records.line, message: "prints records that are not its own." }];
  if (records.kind !== "list" || records.items.length === 0) return "refused";
  const [record] = records.items;
  if (records.items.length > 1) return [{ line: records.line, message: "prints more than one record of one body." }];
  if (record?.kind !== "object") return "refused";
  const read = readRecord(json, record, OF_RECORD);
  if (read === "refused" || !("data" in read)) return read;
  return { ...read, findings: [...read.findings, ...otherMembers(json, OF_PUT_RECORDS)] };
}

function readRecord(
  request: JsonObject,
  record: JsonObject,
  allowed: readonly string[],
): PutRecord | "refused" | readonly TemplateFinding[] {
  const unnamed = [request, record].find(({ members }) => members.some(({ name }) => name === undefined));
  if (unnamed) return [{ line: unnamed.line, message: "prints a value in the name of a member." }];
  const known = [
    ...STREAMS.map((name) => [name, valueOf(request, name)] as const),
    ...OF_RECORD.map((name) => [name, valueOf(record, name)] as const),
  ];
  // A structure where Kinesis wants a text: it refuses that while it reads the request.
  if (known.some(([, value]) => value?.kind === "object" || value?.kind === "list")) return "refused";
  const members = known.flatMap(([name, value]): Member[] =>
    value === undefined || value.kind === "object" || value.kind === "list" || isNull(value) ? [] : [{ name, value }],
  );
  const streams = members.filter(({ name }) => STREAMS.includes(name));
  const data = members.find(({ name }) => name === "Data");
  const partitionKey = members.find(({ name }) => name === "PartitionKey");
  if (streams.length === 0 || data === undefined || partitionKey === undefined) return "refused";
  const explicitHashKey = members.find(({ name }) => name === "ExplicitHashKey");
  return { streams, data, partitionKey, explicitHashKey, findings: otherMembers(record, allowed) };
}

function otherMembers({ members, line }: JsonObject, allowed: readonly string[]): readonly TemplateFinding[] {
  const names = members.map(({ name }) => name ?? "");
  const ordering = members.find(({ name }) => name === "SequenceNumberForOrdering")?.value;
  const isConstant = ordering?.kind !== "object" && ordering?.kind !== "list" && ordering?.parts.every(isText) === true;
  const other = members.find(({ name }) => !allowed.includes(name ?? ""));
  return [
    ...(ordering && isConstant && !isNull(ordering)
      ? [{ line: ordering.line, message: "prints a constant SequenceNumberForOrdering, which Kinesis never gave." }]
      : []),
    ...(other
      ? [{ line: other.value.line, message: "prints a member that such a request of Kinesis does not have." }]
      : []),
    ...(new Set(names).size < names.length
      ? [{ line, message: "prints a member twice: which of both counts is not documented." }]
      : []),
  ];
}

/** Where a member occurs twice, the last one: most readers of JSON take it. */
const valueOf = ({ members }: JsonObject, name: string): Json | undefined =>
  members.findLast((member) => member.name === name)?.value;

const isNull = (json: Json): boolean => json.kind === "word" && textWithGaps(json.parts) === "null";

/** What a text may say, where the template says all of it; the first value that it does not say otherwise. */
export function saysIn({ parts, line }: JsonText): readonly string[] | PrintedValue {
  const other = parts.find(
    (part) => typeof part !== "string" && part.alternatives.some((pieces) => pieces.some(isSource)),
  );
  if (other !== undefined && typeof other !== "string") return other;
  const lists = parts.map((part) =>
    (typeof part === "string" ? [part] : part.alternatives.map((pieces) => textWithGaps(pieces))).map((said) => ({
      kind: "text" as const,
      pieces: [said],
    })),
  );
  return combinations(lists, line).map((texts) => {
    const escaped = texts.map((one) => (one.kind === "text" ? textWithGaps(one.pieces) : "")).join("");
    return saidIn([escaped]) ?? escaped;
  });
}

/** The ways in which a text is one value and nothing else; undefined if there is more. */
export function onlyValueIn({ parts }: JsonText): PrintedValue | undefined {
  const [only] = parts;
  return parts.length === 1 && typeof only === "object" ? only : undefined;
}

/** Every source in a text. */
export function sourcesIn(parts: readonly Part[]): readonly Source[] {
  return parts.flatMap((part) => (typeof part === "string" ? [] : part.alternatives.flat().filter(isSource)));
}

const isText = (part: Part): boolean => typeof part === "string";

const isSource = (piece: Piece): piece is Source => typeof piece !== "string";

const headIn = (parts: readonly Part[]): string => parts.find((part) => typeof part === "object")?.head ?? "a value";
