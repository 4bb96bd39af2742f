import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { type LocalAws, startLocalAws } from "@aerospike-kinesis/local-aws";

import { type LogsFlags, readFlags } from "../../../commands/logs/flags";
import { showLogs } from "../../../commands/logs/logs";
import type { ChosenPipeline } from "../../../commands/shared/find-pipelines";

const GROUP = "/aws/apigateway/orders-dev/access";
const NOW = Date.UTC(2026, 10, 28, 12);
const MINUTE = 60_000;

const OUTPUTS = {
  endpoint: "https://api.example",
  streams: {},
  roleArn: "r",
  connectorSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-dev-AbCdEf",
};

/** The real SDK against CloudWatch Logs of the local AWS. */
describe("npm run logs", () => {
  let aws: LocalAws;
  before(async () => {
    aws = await startLocalAws({ store: "memory", clock: () => NOW });
    const write = (region: string, minutesAgo: number, fields: object): void => {
      const message = JSON.stringify({ extendedRequestId: "-", integrationStatus: "-", ...fields });
      aws.cloudWatch.logs.write(region, GROUP, "s", { timestamp: NOW - minutesAgo * MINUTE, message });
    };
    write("eu-west-1", 600, { requestId: "old", status: 400 });
    for (let number = 14; number >= 1; number -= 1) {
      write("eu-west-1", number, { requestId: `r${number}`, status: 200 });
    }
    write("eu-west-1", 0, { requestId: "last", status: 502, extendedRequestId: "Ext/1=" });
    write("ap-south-1", 5, { requestId: "south", status: 413 });
  });
  after(() => aws.stop());

  async function show(
    flags: LogsFlags,
    regions = ["eu-west-1"],
    accessLogGroup: string | undefined = GROUP,
    place = aws,
    endpoint = OUTPUTS.endpoint,
  ) {
    const printed: string[] = [];
    const told: string[] = [];
    const pipelines = regions.map((region): ChosenPipeline => ({
      stage: "dev",
      region,
      local: place,
      outputs: { ...OUTPUTS, endpoint, ...(accessLogGroup !== "" && { accessLogGroup }) },
    }));
    const options = {
      print: (line: string) => printed.push(line),
      report: (line: string) => told.push(line),
      now: NOW,
    };
    const isGood = await showLogs(pipelines, readFlags({ format: "json", ...flags }), options);
    const ids = () => printed.map((line) => (JSON.parse(line) as { requestId: string }).requestId);
    return { isGood, printed, told, ids };
  }

  it("shows the lines of the last quarter of an hour, the latest last", async () => {
    const { ids, isGood, told } = await show({});
    assert.deepEqual(ids(), [...Array.from({ length: 14 }, (_, index) => `r${14 - index}`), "last"]);
    assert.deepEqual([isGood, told], [true, []]);
  });

  it("shows the latest lines where there are more than were asked for, and says so", async () => {
    const { ids, told } = await show({ limit: "3" });
    assert.deepEqual(ids(), ["r2", "r1", "last"]);
    assert.deepEqual(told, ["eu-west-1: there are older lines, too: --limit."]);
  });

  it("reads as many lines as --limit allows at most, in pages of AWS's own limit", async () => {
    const { ids, told } = await show({ limit: "10000", since: "1d" });
    assert.deepEqual([ids().length, told], [16, []]);
  });

  it("reads on after pages without a line, also if AWS repeats its token", async () => {
    // FilterLogEvents answers so: https://github.com/brendanhay/amazonka/issues/296, https://github.com/aws/aws-cli/issues/3191
    const pages = [
      { events: [], nextToken: "a" },
      { events: [], nextToken: "a" },
      { events: [{ timestamp: NOW, message: '{"requestId":"found"}' }] },
    ];
    const server = createServer((_request, response) => response.end(JSON.stringify(pages.shift())));
    await once(server.listen(0, "127.0.0.1"), "listening");
    try {
      const { port } = server.address() as AddressInfo;
      const place = { endpoint: `http://127.0.0.1:${port}`, ca: aws.ca } as LocalAws;
      assert.deepEqual((await show({}, undefined, GROUP, place)).ids(), ["found"]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("finds the line of a request of hours ago by its id, or by the other one", async () => {
    for (const [id, found] of Object.entries({ old: "old", "Ext/1=": "last" })) {
      assert.deepEqual((await show({ "request-id": id })).ids(), [found]);
    }
  });

  it("finds lines by their status, and by its class", async () => {
    assert.deepEqual((await show({ status: "502" })).ids(), ["last"]);
    // As the metrics of API Gateway have it, too.
    for (const status of ["4xx", "4XX"]) assert.deepEqual((await show({ status, since: "1d" })).ids(), ["old"]);
  });

  it("shows all regions side by side, as a table each or in the order of time", async () => {
    const regions = ["eu-west-1", "ap-south-1"];
    const { printed } = await show({ format: "text", limit: "1" }, regions);
    assert.deepEqual(
      printed.filter((line) => /^\w+-/.test(line)),
      [
        "eu-west-1: older lines are not shown: --limit, --status or a shorter --since.",
        "eu-west-1, 2026-11-28 (UTC)",
        "ap-south-1, 2026-11-28 (UTC)",
      ],
    );
    assert.deepEqual((await show({ since: "5m" }, regions)).ids(), ["r5", "south", "r4", "r3", "r2", "r1", "last"]);
  });

  it("says why there is no line", async () => {
    const none = async (...args: Parameters<typeof show>) => {
      const { isGood, printed, told } = await show(...args);
      assert.deepEqual([isGood, printed], [false, []]);
      return told.join();
    };
    assert.match(
      await none({}, undefined, ""),
      /^eu-west-1: stage dev has no access log\. Set observability\.accessLog/,
    );
    assert.match(
      await none({}, ["us-east-1"]),
      new RegExp(`^us-east-1: the log group ${GROUP} is not there\\. Somebody`),
    );
    assert.equal(
      await none({ status: "418", "request-id": "r3" }),
      "eu-west-1: no line of request r3 with status 418 in the last 24h. --since reads a longer time, e.g. --since 7d.",
    );
    assert.match(
      await none({ "request-id": "r3", status: "418", since: "30d" }),
      /in the last 30d\. --since reads a longer time, but no line is kept for longer than observability\.logRetentionDays\.$/,
    );
  });

  it("says of a region that is not complete that pulumi up failed, and not that somebody deleted the log", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const { told, isGood } = await show({}, ["us-east-1"], GROUP, aws, unknown);
    assert.equal(isGood, false);
    assert.match(told.join(), /^us-east-1: Region us-east-1 of stage dev is not complete: it has no endpoint yet/);
    // What such a region has logged is shown.
    assert.equal((await show({}, ["eu-west-1"], GROUP, aws, unknown)).isGood, true);
  });

  it("shows what it could read, says what it could not, and fails", async () => {
    const elsewhere = { endpoint: "https://127.0.0.1:1", ca: aws.ca };
    const unread = await show({}, undefined, GROUP, elsewhere as LocalAws);
    assert.deepEqual([unread.isGood, unread.printed], [false, []]);
    assert.match(unread.told.join(), /^eu-west-1: .*ECONNREFUSED/);
    const partly = await show({}, ["ap-south-1", "us-east-1"]);
    assert.deepEqual([partly.ids(), partly.isGood, partly.told.length], [["south"], true, 1]);
  });
});
