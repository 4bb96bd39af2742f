import assert from "node:assert/strict";

import { parseSettings } from "../../config/parse";
import { warningsOf } from "../../config/warnings";
import { problemsOf } from "../support/settings-problems";

const service = "orders";
const arnIn = (region: string, name = "changes"): string => `arn:aws:kinesis:${region}:111122223333:stream/${name}`;
const problems = (streams: unknown, regions: readonly string[] = ["ap-south-1"]): readonly string[] =>
  problemsOf({ service, regions, streams });

const EXISTING =
  "true (a stream of the stage's own account), or a list of ARNs of streams of another account such as " +
  "arn:aws:kinesis:ap-south-1:111122223333:stream/orders";

describe("a stream that exists already, in the settings", () => {
  it("is one of the stage's own account, or another account's by its ARN", () => {
    const arn = arnIn("ap-south-1");
    assert.deepEqual(problems([{ existing: true }, { name: "changes", existing: [arn] }]), []);
    const { streams } = parseSettings("dev", {
      service,
      regions: ["ap-south-1"],
      streams: [{ existing: true }, { name: "changes", existing: [arn] }],
    });
    assert.deepEqual(
      streams.map(({ name, existing }) => ({ name, existing })),
      [
        { name: "orders-dev", existing: true },
        { name: "changes", existing: [arn] },
      ],
    );
  });

  for (const wrong of [false, "yes", [], "arn:aws:kinesis:ap-south-1:111122223333:stream/a", ["orders"], [7]]) {
    it(`is refused as ${JSON.stringify(wrong)}`, () => {
      assert.deepEqual(problems([{ existing: wrong }]), [
        `streams[0].existing: expected ${EXISTING}, got ${JSON.stringify(wrong)}`,
      ]);
    });
  }

  it("has no setting that its owner decides, and every such setting is named at once", () => {
    assert.deepEqual(problems([{ existing: true, retentionHours: 48, maxRecordKiB: 1024 }, { name: "b" }]), [
      "streams[0].retentionHours: expected nothing, because the stream exists and its owner decides this, got 48",
      "streams[0].maxRecordKiB: expected nothing, because the stream exists and its owner decides this, got 1024",
    ]);
  });

  it("has no alarm on silence if it is another account's", () => {
    assert.deepEqual(problems([{ name: "changes", existing: true, silenceMinutes: 5 }, { name: "b" }]), []);
    assert.deepEqual(
      problems([{ name: "changes", existing: [arnIn("ap-south-1")], silenceMinutes: 5 }, { name: "b" }]),
      ["streams[0].silenceMinutes: expected nothing, because no alarm here watches a stream of another account, got 5"],
    );
  });

  it("has one ARN for each region, and the name that its ARNs have", () => {
    const regions = ["ap-south-1", "eu-west-1"];
    assert.deepEqual(problems([{ name: "changes", existing: regions.map((region) => arnIn(region)) }], regions), []);
    assert.deepEqual(
      problems([{ name: "orders", existing: [arnIn("ap-south-1"), arnIn("us-east-1", "b")] }], regions),
      [
        "streams[0].existing: expected none, or one ARN for each region (arn:aws:kinesis:ap-south-1, " +
          `arn:aws:kinesis:eu-west-1), got ${JSON.stringify([arnIn("ap-south-1"), arnIn("us-east-1", "b")])}`,
        `streams[0].name: expected the name of the stream in each of its ARNs (changes, b), got "orders"`,
      ],
    );
  });

  it("warns of what the program cannot guarantee for it", () => {
    const warnings = (existing: unknown) =>
      warningsOf(
        parseSettings("dev", {
          service,
          regions: ["ap-south-1"],
          streams: [{ name: "changes", existing }, { name: "b" }],
        }),
        { region: "ap-south-1" },
        ["ap-south-1"],
      );
    const [own, ...others] = warnings(true);
    assert.deepEqual(others, []);
    assert.match(String(own), /^streams\[0\]\.existing: .* changes are its owner's\. .*1 MiB.* npm run smoke /);
    assert.match(String(warnings([arnIn("ap-south-1")])[0]), /no alarm here watches it/);
  });
});
