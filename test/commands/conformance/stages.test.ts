import assert from "node:assert/strict";

import type { ForeignStream } from "@aerospike-kinesis/local-aws";
import { openFirst } from "@aerospike-kinesis/test-support";

import { BOUND } from "../../../commands/conformance/bounds";
import type { Check } from "../../../commands/conformance/check";
import { ANSWERS } from "../../../commands/conformance/checks/answers";
import { BODIES, SIZES } from "../../../commands/conformance/checks/bodies";
import { CONNECTIONS } from "../../../commands/conformance/checks/connections";
import { HEADERS } from "../../../commands/conformance/checks/headers";
import type { Experiment } from "../../../commands/conformance/experiment";
import { EXPERIMENTS } from "../../../commands/conformance/experiments";
import { formatReport } from "../../../commands/conformance/format";
import { isConform } from "../../../commands/conformance/result";
import { runConformance, type RunOptions } from "../../../commands/conformance/run";
import type { Target } from "../../../commands/conformance/target";
import { openConformanceStage } from "../../support/conformance";

const FOREIGN = "arn:aws:kinesis:ap-south-1:444455556666:stream/shared";
const OURS = "arn:aws:iam::123456789012:root";

/** The stream of another account, with what its owner lets this one do. */
const sharedFor = (...actions: readonly string[]): ForeignStream => ({
  arn: FOREIGN,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: OURS }, Action: actions, Resource: FOREIGN }],
  }),
});

const named = (pattern: RegExp) => EXPERIMENTS.filter(({ name }) => pattern.test(name));

async function conformanceOf(target: Target, options: Partial<RunOptions> = {}) {
  const result = await runConformance(target, {
    report: () => undefined,
    mark: "conformance-stages",
    checks: [],
    experiments: [],
    ...options,
  });
  const failed = result.checks.filter(({ ok }) => !ok);
  const found = new Map(result.checks.map((check) => [check.name, check.found]));
  return { result, failed, found };
}

describe("the conformance suite passes on a stage", function () {
  this.timeout(120_000);

  describe("whose streams take records of 1 MiB", () => {
    const streams = [{ name: "small", maxRecordKiB: 1024 }];
    const stage = openFirst(() => openConformanceStage({ streams }));

    it("and sees that a larger one is refused", async () => {
      const experiments: readonly Experiment[] = named(/-limit$/);
      const { result, failed, found } = await conformanceOf(stage.target, { checks: SIZES, experiments });
      assert.deepEqual(failed, []);
      assert.equal(found.get("the largest record of the stream"), "stored as sent");
      assert.match(found.get("10000000 bytes as application/octet-stream") ?? "", /^400 .*: the stream takes less$/);
      const measured = Object.fromEntries(result.experiments.map(({ name, measured: value }) => [name, value]));
      assert.deepEqual(measured, {
        "decoded-body-limit": undefined,
        "body-limit": "mebibytes",
        "rendered-limit": "none",
      });
    });
  });

  describe("of several streams, one of which is in another account", () => {
    const streams = [
      { name: "made", namespaces: ["made"] },
      { name: "zeta", namespaces: ["zeta"] },
      { name: "shared", existing: [FOREIGN], default: true },
    ];

    const readable = openFirst(() =>
      openConformanceStage(
        { streams },
        {
          foreignStreams: [
            sharedFor(
              "kinesis:PutRecord",
              "kinesis:DescribeStreamSummary",
              "kinesis:ListShards",
              "kinesis:GetShardIterator",
              "kinesis:GetRecords",
            ),
          ],
        },
      ),
    );
    const hidden = openFirst(() =>
      openConformanceStage({ streams }, { foreignStreams: [sharedFor("kinesis:PutRecord")] }),
    );

    it("and tries each destination", async () => {
      const { failed, found, result } = await conformanceOf(readable.target, { checks: CONNECTIONS });
      assert.deepEqual(failed, []);
      assert.equal(found.get("a record to each other destination"), "2 stored, each in its stream");
      assert.deepEqual(result.unread, []);
    });

    it("and says what it cannot read, because the stream's owner keeps it to himself", async () => {
      const checks: readonly Check[] = [...HEADERS, ...CONNECTIONS, ...SIZES];
      const isToTry = ({ name }: Check): boolean => !name.includes("at once");
      const ofDestination = hidden.target.otherDestinations.find(({ stream }) => stream === FOREIGN);
      const target: Target = {
        ...hidden.target,
        ...(ofDestination && {
          ...ofDestination,
          otherDestinations: [],
          otherStreams: hidden.target.otherStreams.filter((name) => name !== FOREIGN),
        }),
      };
      const { result, failed, found } = await conformanceOf(target, {
        checks: checks.filter(isToTry),
        experiments: named(/^repeated-header$|^header-order$|^binary-payload$/),
      });
      assert.deepEqual(failed, []);
      assert.equal(found.get("HTTP/1.1"), "acknowledged; the record cannot be read back");
      assert.deepEqual(result.unread, [FOREIGN]);
      for (const { measured, found: seen } of result.experiments) {
        assert.equal(measured, undefined);
        assert.equal(seen, "acknowledged; the record cannot be read back");
      }
      assert.ok(isConform(result));
      for (const format of ["text", "markdown"] as const) {
        const report = formatReport([result], format);
        assert.doesNotMatch(report, /every promise holds/i);
        assert.match(report, /does not let this account read it: \S*shared/);
      }
    });
  });

  describe("with a throttle of one request a second", () => {
    // The time of a slow machine does not count: only who waits lets time pass.
    const begun = Date.now();
    let waited = 0;
    const now = (): number => begun + waited;
    const wait = (ms: number): Promise<void> => {
      waited += ms;
      return Promise.resolve();
    };
    const throttle = { ratePerSecond: 1, burst: 1 };
    const stage = openFirst(() =>
      openConformanceStage({ api: { throttle, healthCheckThrottle: throttle } }, { clock: now }),
    );

    it("and sends what is throttled again, not more than once a second", async () => {
      const checks = [...ANSWERS, ...BODIES, ...HEADERS, ...CONNECTIONS];
      const { failed, found, result } = await conformanceOf(stage.target, {
        checks,
        experiments: EXPERIMENTS,
        clock: { now, wait },
      });
      assert.deepEqual(failed, []);
      assert.match(found.get("200 posts at once") ?? "", /^[01] stored, (?:199|200) refused as too many$/);
      assert.ok(result.requests <= BOUND.requests, `${result.requests} requests`);
    });
  });
});
