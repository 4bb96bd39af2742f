import { randomBytes } from "node:crypto";

import { AwsError } from "../errors";
import type { HttpResponse } from "../http-response";
import { errorResponse } from "../json-response";
import { recordSize } from "./record-size";
import type { KinesisCall, KinesisInput, KinesisLayer, KinesisRequest } from "./request";

/** Data above this stays here. */
const LARGE_BYTES = 64 * 1024;
/** AWS ends an answer of GetRecords before it grows past 10 MB. */
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;

interface WithData {
  readonly Data: string;
  readonly PartitionKey: string;
}

/**
 * Keeps large data in this process and gives the store a placeholder of 16 bytes. kinesis-local needs seconds for a record
 * of a few MiB and 17 seconds for one of 10 MiB. No integration waits that long, and its heap is full then.
 * @param next the store
 * @returns the layer before it
 */
export const keepLargeData: KinesisLayer = (next) => {
  const kept = new Map<string, string>();

  const replaceLargeData = (entry: WithData): WithData => {
    if (sizeOf(entry) <= LARGE_BYTES) {
      return entry;
    }
    const Data = randomBytes(16).toString("base64");
    kept.set(Data, entry.Data);
    return { ...entry, Data };
  };

  const read = async (request: KinesisRequest): Promise<HttpResponse> => {
    const response = await next(request);
    if (kept.size === 0 || response.status !== 200) {
      return response;
    }
    const output = JSON.parse(response.body.toString()) as { readonly Records: readonly WithData[] };
    const records = output.Records.map((record) => ({ ...record, Data: kept.get(record.Data) ?? record.Data }));
    const fitting = countFitting(records);
    return fitting < records.length
      ? read(withInput(request, { ...request.input, Limit: fitting }))
      : { ...response, body: Buffer.from(JSON.stringify({ ...output, Records: records })) };
  };

  return async (request) => {
    if (request.action === "GetRecords") {
      return read(request);
    }
    const entries = entriesIn(request);
    const largest = Math.max(0, ...entries.map(recordSize));
    if (largest <= LARGE_BYTES) {
      return next(request);
    }
    const limit = await recordLimitOf(next, request);
    if (largest > limit) {
      const found = `${largest} bytes of data and partition key are more than the stream's limit of ${limit}`;
      return errorResponse(new AwsError("InvalidArgumentException", found));
    }
    return next(withEntries(request, entries.map(replaceLargeData)));
  };
};

/** The records that a request stores. */
function entriesIn({ action, input }: KinesisRequest): readonly WithData[] {
  if (action === "PutRecord") {
    return [input as unknown as WithData];
  }
  return action === "PutRecords" ? (input.Records as readonly WithData[]) : [];
}

function withEntries(request: KinesisRequest, entries: readonly WithData[]): KinesisRequest {
  const input = request.action === "PutRecord" ? { ...entries[0] } : { ...request.input, Records: entries };
  return withInput(request, input);
}

function sizeOf({ Data }: WithData): number {
  return Buffer.byteLength(Data, "base64");
}

/** How many of these records an answer may hold, at least one. */
function countFitting(records: readonly WithData[]): number {
  let bytes = 0;
  const tooMany = records.findIndex((record) => (bytes += sizeOf(record)) > MAX_ANSWER_BYTES);
  return tooMany === -1 ? records.length : Math.max(1, tooMany);
}

/** The stream's `MaxRecordSizeInKiB` in bytes; no limit if the stream does not exist, which the store will say. */
async function recordLimitOf(next: KinesisCall, request: KinesisRequest): Promise<number> {
  const { StreamName, StreamARN } = request.input;
  const response = await next({ ...withInput(request, { StreamName, StreamARN }), action: "DescribeStreamSummary" });
  if (response.status !== 200) {
    return Infinity;
  }
  const { StreamDescriptionSummary } = JSON.parse(response.body.toString()) as {
    readonly StreamDescriptionSummary: { readonly MaxRecordSizeInKiB: number | null };
  };
  return (StreamDescriptionSummary.MaxRecordSizeInKiB ?? 1024) * 1024;
}

function withInput(request: KinesisRequest, input: KinesisInput): KinesisRequest {
  return { ...request, input };
}
