import assert from "node:assert/strict";

import { parseSettings } from "../../config/parse";
import { warningsOf } from "../../config/warnings";
import { problemsOf } from "../support/settings-problems";

const good = { service: "orders", regions: ["eu-west-1", "us-east-1"] };

const problems = (change: Record<string, unknown>, stage?: string): readonly string[] =>
  problemsOf({ ...good, ...change }, stage);

const topic = (region: string, partition = "aws") => `arn:${partition}:sns:${region}:123456789012:on-call`;
const key = (region: string) => `arn:aws:kms:${region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const names = (count: number, length: number) =>
  Array.from({ length: count }, (_, index) => ({ name: String(index).padStart(length, "s") }));

describe("settings of what a stage shows of itself", () => {
  for (const days of [1, 30, 365, 3653]) {
    it(`take a retention of ${days} days`, () => {
      assert.deepEqual(problems({ observability: { logRetentionDays: days } }), []);
    });
  }

  it("take a topic and a key for each region, in any order", () => {
    const observability = {
      logKmsKeyArns: ["us-east-1", "eu-west-1"].map(key),
      alarms: { topicArns: [topic("eu-west-1"), topic("us-east-1")] },
    };
    assert.deepEqual(problems({ observability }), []);
  });

  it("take no alarm on silence", () => {
    assert.deepEqual(problems({ observability: { alarms: { silenceMinutes: 0 } } }), []);
  });

  const FOR_EACH = "one ARN for each region (arn:aws:sns:eu-west-1, arn:aws:sns:us-east-1)";
  const KEY_EXAMPLE = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const wrong: Record<string, [observability: Record<string, unknown>, ...problems: string[]]> = {
    "a retention that CloudWatch Logs does not take": [
      { logRetentionDays: 31 },
      "observability.logRetentionDays: expected one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31",
    ],
    "an alias in the place of a key": [
      { logKmsKeyArns: ["alias/logs"] },
      `observability.logKmsKeyArns[0]: expected the ARN of a KMS key such as ${KEY_EXAMPLE}, got "alias/logs"`,
    ],
    "a key that is no list": [
      { logKmsKeyArns: KEY_EXAMPLE },
      `observability.logKmsKeyArns: expected a list of ARNs, one for each region, such as ["${KEY_EXAMPLE}"], got "${KEY_EXAMPLE}"`,
    ],
    "a topic for one of two regions": [
      { alarms: { topicArns: [topic("eu-west-1")] } },
      `observability.alarms.topicArns: expected none, or ${FOR_EACH}, got ["${topic("eu-west-1")}"]`,
    ],
    "two topics for one region": [
      { alarms: { topicArns: ["eu-west-1", "eu-west-1"].map((region) => topic(region)) } },
      `observability.alarms.topicArns: expected none, or ${FOR_EACH}, got ["${topic("eu-west-1")}","${topic("eu-west-1")}"]`,
    ],
    "a topic of another region": [
      { alarms: { topicArns: ["eu-west-1", "us-east-1", "us-west-2"].map((region) => topic(region)) } },
      `observability.alarms.topicArns: expected none, or ${FOR_EACH}, got ["${topic("eu-west-1")}","${topic("us-east-1")}","${topic("us-west-2")}"]`,
    ],
    "a topic of another partition": [
      { alarms: { topicArns: [topic("eu-west-1", "aws-cn"), topic("us-east-1")] } },
      `observability.alarms.topicArns: expected none, or ${FOR_EACH}, got ["${topic("eu-west-1", "aws-cn")}","${topic("us-east-1")}"]`,
    ],
    "a silence of more than a day": [
      { alarms: { silenceMinutes: 1441 } },
      "observability.alarms.silenceMinutes: expected a whole number from 0 to 1440, got 1441",
    ],
    "a topic that is no standard one, beside one of another region": [
      { alarms: { topicArns: [topic("eu-west-1"), `${topic("us-west-2")}.fifo`] } },
      "observability.alarms.topicArns[1]: expected the ARN of an SNS topic such as arn:aws:sns:eu-west-1:123456789012:on-call, " +
        `got "${topic("us-west-2")}.fifo"`,
      `observability.alarms.topicArns: expected none, or ${FOR_EACH}, got ["${topic("eu-west-1")}","${topic("us-west-2")}.fifo"]`,
    ],
  };
  for (const [name, [observability, ...expected]] of Object.entries(wrong)) {
    it(`refuse ${name}`, () => {
      assert.deepEqual(problems({ observability }), expected);
    });
  }

  const RUNBOOK =
    "observability.alarms.runbook: expected docs/runbook.md, or its address: https://, up to 400 characters of a URL, and no fragment (#...)";
  for (const runbook of [
    "our wiki",
    "https://wiki.example.com/x y",
    "https://wiki.example.com/x?a=1#top",
    "https://x.example/#a#b",
    "javascript:alert(1)",
    "http://wiki.example.com/runbook",
    "https://",
    "https:///runbook",
    "https://wiki.example.com@other.example/",
    "https://wiki.example.com/<runbook>",
    "https://wiki.example.com/\\runbook",
    `https://wiki.example.com/${"x".repeat(400)}`,
    "",
  ]) {
    it(`refuse the runbook's address ${runbook.slice(0, 60)}`, () => {
      assert.deepEqual(problems({ observability: { alarms: { runbook } } }), [
        `${RUNBOOK}, got ${JSON.stringify(runbook)}`,
      ]);
    });
  }

  for (const runbook of [
    "docs/runbook.md",
    "https://wiki.example.com",
    "https://wiki.example.com:8443/pages/viewpage.action?pageId=1&v=2",
    "https://github.com/example/pipeline/blob/main/docs/runbook.md",
  ]) {
    it(`take the runbook's address ${runbook}`, () => {
      assert.deepEqual(problems({ observability: { alarms: { runbook } } }), []);
    });
  }

  const LONG = `o${"r".repeat(39)}`;
  const TOO_LONG =
    "streams: expected names so short that the names of their alarms have at most 255 characters (or observability.alarms.enabled false), got up to 274";

  it("refuse streams whose alarms would have names too long for CloudWatch", () => {
    assert.deepEqual(problems({ service: LONG, streams: names(2, 128) }, "s".repeat(80)), [TOO_LONG]);
  });

  it("take such streams without alarms, and a long one that has the stage's own name", () => {
    const streams = names(2, 128);
    const observability = { alarms: { enabled: false } };
    assert.deepEqual(problems({ service: LONG, streams, observability }, "s".repeat(80)), []);
    assert.deepEqual(problems({ service: LONG, streams: [{}] }, "s".repeat(80)), []);
  });

  it("compare nothing with regions, topics or streams that are wrong in themselves", () => {
    const change = {
      regions: "eu-west-1",
      observability: { logKmsKeyArns: ["x"], alarms: { topicArns: [topic("x-y-1")] } },
    };
    assert.deepEqual(
      problems(change).map((problem) => problem.replace(/: .*/, "")),
      ["regions", "observability.logKmsKeyArns[0]"],
    );
    assert.deepEqual(
      problems({ api: 5, streams: names(2, 128) }).map((problem) => problem.replace(/: .*/, "")),
      ["api"],
    );
  });

  it("warn of alarms that are not made because they count lines of an access log that is off", () => {
    const warnings = (observability: Record<string, unknown>) =>
      warningsOf(parseSettings("dev", { ...good, observability }), { region: "eu-west-1" }, good.regions);
    assert.deepEqual(warnings({ accessLog: false }), [
      "observability.accessLog is false: the alarms refused-records, key-trouble, refused-keys and plan-throttled count its lines, and are not made.",
    ]);
    assert.deepEqual(warnings({ accessLog: false, alarms: { enabled: false } }), []);
  });
});
