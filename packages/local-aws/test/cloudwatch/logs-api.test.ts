import assert from "node:assert/strict";
import { Agent } from "node:https";

import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  paginateFilterLogEvents,
  StartQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { NodeHttpHandler } from "@smithy/node-http-handler";

import { type LocalAws, startLocalAws } from "../../src";

const REGION = "ap-south-1";
const DAY_MS = 24 * 60 * 60 * 1000;

describe("CloudWatch Logs for the AWS SDK", () => {
  let aws: LocalAws;
  let client: CloudWatchLogsClient;
  let start: number;
  let time: number;

  before(async () => {
    start = Date.now();
    time = start;
    aws = await startLocalAws({ store: "memory", clock: () => time });
    client = new CloudWatchLogsClient({
      endpoint: aws.endpoint,
      region: REGION,
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
      requestHandler: new NodeHttpHandler({ httpsAgent: new Agent({ keepAlive: true, ca: aws.ca }) }),
      maxAttempts: 1,
    });
    const write = (group: string, stream: string, message: string): void => {
      aws.cloudWatch.logs.write(REGION, group, stream, { timestamp: time, message });
    };
    for (const number of [1, 2, 3, 4, 5]) {
      write("/access", number % 2 === 0 ? "even" : "odd", `{"number":${number}}`);
      time += 10;
    }
    write("/execution", "s", "failed");
    aws.cloudWatch.logs.write("eu-west-1", "/elsewhere", "s", { timestamp: time, message: "x" });
  });
  after(async () => {
    client.destroy();
    await aws.stop();
  });

  const filtered = async (input: Partial<FilterLogEventsCommandInput> = {}): Promise<readonly unknown[]> => {
    const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName: "/access", ...input }));
    return events.map(({ message = "" }) => (JSON.parse(message) as { number: number }).number);
  };

  it("describes the log groups of the region, page by page, by prefix and by part of their name", async () => {
    const names = async (input: object): Promise<readonly unknown[]> =>
      ((await client.send(new DescribeLogGroupsCommand(input))).logGroups ?? []).map((group) => group.logGroupName);
    assert.deepEqual(await names({}), ["/access", "/execution"]);
    assert.deepEqual(await names({ logGroupNamePrefix: "/e" }), ["/execution"]);
    assert.deepEqual(await names({ logGroupNamePattern: "cess" }), ["/access"]);
    const first = await client.send(new DescribeLogGroupsCommand({ limit: 1 }));
    assert.deepEqual(await names({ limit: 1, nextToken: first.nextToken }), ["/execution"]);
    assert.equal(first.logGroups?.[0]?.arn, `arn:aws:logs:${REGION}:123456789012:log-group:/access:*`);
    assert.equal(first.logGroups[0].storedBytes, 5 * '{"number":1}'.length);
  });

  it("describes streams by name, or the last one written first", async () => {
    const command = (input: object) => new DescribeLogStreamsCommand({ logGroupName: "/access", ...input });
    const { logStreams: byName = [] } = await client.send(command({}));
    assert.deepEqual(
      byName.map((stream) => [stream.logStreamName, stream.firstEventTimestamp, stream.lastEventTimestamp]),
      [
        ["even", start + 10, start + 30],
        ["odd", start, start + 40],
      ],
    );
    const { logStreams: byTime = [] } = await client.send(command({ orderBy: "LastEventTime", descending: true }));
    assert.deepEqual(
      byTime.map((stream) => stream.logStreamName),
      ["odd", "even"],
    );
  });

  it("filters events over all streams in the order of time", async () => {
    assert.deepEqual(await filtered(), [1, 2, 3, 4, 5]);
    assert.deepEqual(await filtered({ logStreamNames: ["even"] }), [2, 4]);
    assert.deepEqual(await filtered({ logStreamNamePrefix: "o" }), [1, 3, 5]);
    assert.deepEqual(await filtered({ startTime: start + 10, endTime: start + 30 }), [2, 3, 4]);
    const logGroupIdentifier = `arn:aws:logs:${REGION}:123456789012:log-group:/access`;
    assert.deepEqual(await filtered({ logGroupName: undefined, logGroupIdentifier, limit: 1 }), [1]);
  });

  it("filters events by a JSON pattern and by terms", async () => {
    assert.deepEqual(await filtered({ filterPattern: "{ $.number > 3 }" }), [4, 5]);
    assert.deepEqual(await filtered({ filterPattern: '"number\\":2"' }), [2]);
    assert.deepEqual(await filtered({ filterPattern: "nothing" }), []);
    await assert.rejects(filtered({ filterPattern: "{ $.number > 3" }), { name: "InvalidParameterException" });
  });

  it("goes on where a page ends", async () => {
    const pages = paginateFilterLogEvents({ client, pageSize: 2 }, { logGroupName: "/access" });
    const sizes: number[] = [];
    for await (const { events = [] } of pages) sizes.push(events.length);
    assert.deepEqual(sizes, [2, 2, 1]);
  });

  it("gives the latest first if it is told so, page by page, and says from when on it can", async () => {
    const latest = { logGroupName: "/access", startFromHead: false, startTime: start + 10 };
    const pages = paginateFilterLogEvents({ client, pageSize: 3 }, latest);
    const found: unknown[] = [];
    for await (const { events = [] } of pages) found.push(...events.map(({ message }) => message));
    assert.deepEqual(
      found,
      [5, 4, 3, 2].map((number) => `{"number":${number}}`),
    );
    await assert.rejects(filtered({ startFromHead: false }), { name: "InvalidParameterException", message: /2024/ });
  });

  it("gets the latest events of a stream, those before them, and no more at the end", async () => {
    const get = async (input: object) => {
      const command = new GetLogEventsCommand({ logGroupName: "/access", logStreamName: "odd", limit: 2, ...input });
      const { events = [], ...tokens } = await client.send(command);
      return { messages: events.map(({ message }) => message), ...tokens };
    };
    const latest = await get({});
    assert.deepEqual(latest.messages, ['{"number":3}', '{"number":5}']);
    const before = await get({ nextToken: latest.nextBackwardToken });
    assert.deepEqual(before.messages, ['{"number":1}']);
    const end = await get({ nextToken: latest.nextForwardToken });
    assert.deepEqual([end.messages, end.nextForwardToken], [[], latest.nextForwardToken]);
    assert.deepEqual((await get({ startFromHead: true })).messages, ['{"number":1}', '{"number":3}']);
    assert.deepEqual((await get({ endTime: start + 40 })).messages, ['{"number":1}', '{"number":3}']);
  });

  const REFUSED: readonly (readonly [what: string, run: () => Promise<unknown>, name: string, message: RegExp])[] = [
    [
      "a log group that is not there",
      () => filtered({ logGroupName: "/none" }),
      "ResourceNotFoundException",
      /log group does not exist/,
    ],
    [
      "a stream that is not there",
      () => client.send(new GetLogEventsCommand({ logGroupName: "/access", logStreamName: "none" })),
      "ResourceNotFoundException",
      /log stream does not exist/,
    ],
    ["no log group", () => filtered({ logGroupName: undefined }), "InvalidParameterException", /Exactly one of/],
    [
      "names and a prefix of streams",
      () => filtered({ logStreamNames: ["odd"], logStreamNamePrefix: "o" }),
      "InvalidParameterException",
      /mutually exclusive/,
    ],
    ["a token of another", () => filtered({ nextToken: "f/x" }), "InvalidParameterException", /nextToken is invalid/],
    ["a limit of 10001 events", () => filtered({ limit: 10_001 }), "InvalidParameterException", /limit/],
    [
      "an action that is not there",
      () => client.send(new StartQueryCommand({ queryString: "fields @message", startTime: 0, endTime: 1 })),
      "UnknownOperationException",
      /StartQuery: if AWS does, add it/,
    ],
  ];
  for (const [what, run, name, message] of REFUSED) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(run(), (error: Error) => {
        assert.equal(error.name, name);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it("gives no event that is older than the group's retention", async () => {
    const group = aws.cloudWatch.logs.getGroup(REGION, "/access");
    group.settings = { ...group.settings, retentionInDays: 1 };
    time = start + DAY_MS + 20;
    assert.deepEqual(await filtered(), [3, 4, 5]);
  });
});
