import assert from "node:assert/strict";
import { Readable } from "node:stream";

import {
  type ChangeNotification,
  type Configuration,
  readNotifications,
  type ServedFormat,
} from "@aerospike-kinesis/esp-simulator";
import type { KinesisClient } from "@aws-sdk/client-kinesis";

import { verify } from "../../../commands/start/deliver";
import { skippedRecords, whySkipped } from "../../../commands/start/skipped-records";

const FLAT: ServedFormat = { mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true };
const PACK: ServedFormat = { mode: "message-pack" };
const LINES = [
  '{"key":"a","bins":{"m":{"x":1}}}',
  "",
  '{"key":"b","bins":{"m":{"$map":[[{"$blob":"AQID"},1]]}}}',
  '{"key":"c","bins":{"l":[{"$map":[[7,1]]}]}}',
].join("\n");

const read = (): Promise<readonly ChangeNotification[]> => readNotifications(Readable.from([Buffer.from(LINES)]), 0);
const DO = "The connector skips it. Write the map's keys as strings, or use connector.format.mode message-pack.";

describe("the records that a connector skips", () => {
  it("are told with their line, the cause and what to do", async () => {
    const notifications = await read();
    const bytes = `line 3 is not in flat-json: a map has a key of bytes, which no JSON format can express. ${DO}`;
    assert.deepEqual(skippedRecords(notifications, FLAT), [bytes]);
    assert.deepEqual(skippedRecords(notifications, { ...FLAT, stringifyMapKeys: false }), [
      bytes,
      `line 4 is not in flat-json: a map has a numeric key, and stringify-map-keys is false. ${DO}`,
    ]);
    assert.equal(whySkipped(notifications[0]!, FLAT), undefined);
  });

  it("are missing in the table, with the cause", async () => {
    const [, bytes] = await read();
    // No record was acknowledged, so Kinesis is not asked.
    const outcome = await verify({ notification: bytes! }, {} as KinesisClient, "orders", {
      format: FLAT,
    } as Configuration);
    assert.equal(outcome.kind === "missing" && outcome.why, whySkipped(bytes!, FLAT));
  });

  it("are none in a format that takes every key", async () => {
    assert.deepEqual(skippedRecords(await read(), PACK), []);
  });
});
