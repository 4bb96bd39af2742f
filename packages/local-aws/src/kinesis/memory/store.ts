import type { Environment } from "../../environment";
import { AwsError } from "../../errors";
import { errorResponse, successResponse } from "../../json-response";
import type { KinesisInput, KinesisRequest, KinesisStore } from "../request";
import * as describe from "./describe";
import * as records from "./records";
import { type Stream, Streams } from "./streams";
import * as change from "./update";

/**
 * Kinesis in this process's memory, for volume: thousands of records a second, about 50 bytes beside each. It keeps
 * every record until it is stopped. It ignores the retention period and never changes the shards of a stream.
 * @param accountId 12 digits
 * @param environment the clock
 * @returns an empty store
 */
export function createMemoryStore(accountId: string, environment: Environment): KinesisStore {
  const streams = new Streams(accountId);
  return {
    call: async (request) => {
      try {
        return await Promise.resolve(successResponse(act(streams, request, environment.now())));
      } catch (error) {
        if (error instanceof AwsError) {
          return errorResponse(error);
        }
        throw error;
      }
    },
    stop: () => Promise.resolve(),
  };
}

type Query = (stream: Stream, input: KinesisInput, now: number) => object;
type Update = (stream: Stream, input: KinesisInput) => void;

/** The actions on a stream that answer with something. */
const QUERIES: Readonly<Record<string, Query>> = {
  PutRecord: records.putRecord,
  PutRecords: records.putRecords,
  GetShardIterator: records.getShardIterator,
  ListShards: describe.listShards,
  DescribeStream: describe.describeStream,
  DescribeStreamSummary: describe.describeStreamSummary,
  ListTagsForStream: describe.listTags,
  EnableEnhancedMonitoring: change.enableMetrics,
  DisableEnhancedMonitoring: change.disableMetrics,
  UpdateMaxRecordSize: change.setRecordSize,
};

/** The actions on a stream whose answer is empty. */
const UPDATES: Readonly<Record<string, Update>> = {
  AddTagsToStream: change.addTags,
  RemoveTagsFromStream: change.removeTags,
  IncreaseStreamRetentionPeriod: change.increaseRetention,
  DecreaseStreamRetentionPeriod: change.decreaseRetention,
  StartStreamEncryption: change.startEncryption,
  StopStreamEncryption: change.stopEncryption,
  UpdateStreamMode: change.setMode,
};

function act(streams: Streams, { region, action, input }: KinesisRequest, now: number): object | undefined {
  switch (action) {
    case "CreateStream":
      change.createStream(streams, region, input, now);
      return undefined;
    case "DeleteStream":
      streams.remove(streams.find(region, input));
      return undefined;
    case "ListStreams":
      return describe.listStreams(streams, region);
    case "GetRecords":
      return records.getRecords(streams, region, input, now);
    default:
      return actOn(streams.find(region, input), action, input, now);
  }
}

function actOn(stream: Stream, action: string, input: KinesisInput, now: number): object | undefined {
  const query = QUERIES[action];
  if (query !== undefined) {
    return query(stream, input, now);
  }
  const apply = UPDATES[action];
  if (apply === undefined) {
    throw new AwsError("UnknownOperationException", `the memory store does not take ${action}; kinesis-local may`);
  }
  apply(stream, input);
  return undefined;
}
