import assert from "node:assert/strict";

import type { Log } from "sarif";

import { groupAlike } from "../../../commands/policy/alike";
import { type Format, format, FORMATS } from "../../../commands/policy/format";
import type { Finding } from "../../../commands/policy/report";
import { onDemand, pack, stageReport } from "./example";

const TYPE = "aws:kinesis/stream:Stream";
const position = { file: "components/stream.ts", line: 7, column: 1 };

const inRegion = (region: string, part: Partial<Finding> = {}): Finding => ({
  policy: onDemand,
  level: "mandatory",
  resource: { urn: `urn::${region}`, type: TYPE, name: `ingest-${region}-stream` },
  found: `ingest-${region}-stream in ${region} has shards.`,
  position,
  ...part,
});

const namesOf = (findings: readonly Finding[]) =>
  groupAlike(findings).map(({ resource, also = [] }) => [resource, ...also].map((each) => each?.name));

describe("the same finding in several regions", () => {
  const three = ["eu-west-1", "us-gov-east-1", "ap-south-1"].map((region) => inRegion(region));

  it("is one, with every resource", () => {
    assert.deepEqual(namesOf(three), [
      ["ingest-eu-west-1-stream", "ingest-us-gov-east-1-stream", "ingest-ap-south-1-stream"],
    ]);
  });

  it("is one on resources with other names", () => {
    const other = { urn: "urn::b", type: TYPE, name: "b" };
    assert.equal(
      namesOf([inRegion("eu-west-1"), inRegion("eu-west-1", { resource: other, found: "b in eu-west-1 has shards." })])
        .length,
      1,
    );
  });

  it("is not one with another line, level, text or waiver", () => {
    const different: Partial<Finding>[] = [
      {},
      { position: { ...position, line: 8 } },
      { level: "advisory" },
      { found: "2 shards." },
      { waived: { until: "2027-01-01", reason: "r" } },
    ];
    assert.equal(groupAlike(different.map((part) => inRegion("eu-west-1", part))).length, different.length);
  });

  it("is told with each resource in every format", () => {
    const report = { pack, stages: [{ ...stageReport, findings: groupAlike(three) }] };
    for (const as of Object.keys(FORMATS) as Format[]) {
      for (const { resource } of three) assert.ok(format(report, as).includes(String(resource?.name)), as);
    }
    assert.match(format(report, "text"), /^Stage dev: 1 violation /);
    const results = (JSON.parse(format(report, "sarif")) as Log).runs[0]?.results ?? [];
    assert.equal(results.length, 1);
    assert.equal(results[0]?.locations?.[0]?.logicalLocations?.length, 3);
  });

  it("keeps its fingerprint when a region is added before it", () => {
    const printOf = (findings: readonly Finding[]) =>
      (JSON.parse(format({ pack, stages: [{ ...stageReport, findings: groupAlike(findings) }] }, "sarif")) as Log)
        .runs[0]?.results?.[0]?.partialFingerprints;
    assert.deepEqual(printOf(three.toReversed()), printOf(three));
  });
});
