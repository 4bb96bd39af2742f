import assert from "node:assert/strict";

import type { Log } from "sarif";

import { format, formatOfFile, parseFormat } from "../../../commands/policy/format";
import { exitCodeOf } from "../../../commands/policy/report";
import { advice, onDemand, pack, report, stageReport, URN, violation, waived } from "./example";

describe("a report as text", () => {
  it("is grouped by resource, the gravest finding first, and says what to do", () => {
    assert.equal(
      format(report, "text"),
      `Stage dev: 1 violation, 1 advisory (35 resources, 2 policies)

  ingest-stream  aws:kinesis/stream:Stream  components/ingest stream.ts:26
    mandatory  high  stream-on-demand
      Found: shardCount is set:
             an on-demand stream | has \`none\`.
      To do: Leave shardCount out.
      Why:   https://example.com/on-demand

  The whole stack
    advisory  low  stage-tracing
      Found: no stage <traces>.

Stage prod: not judged (35 resources, 2 policies)

  Not judged:
    - It stumbled
      and fell.

No price: give --records-per-second and --record-bytes. npm run plan says more.
`,
    );
  });
});

describe("a report as Markdown", () => {
  it("has a table for each resource, and no text can break out of its cell", () => {
    assert.equal(
      format(report, "markdown"),
      `# Policy

## Stage \`dev\`: 1 violation, 1 advisory

35 resources, 2 policies.

### \`ingest-stream\` (\`aws:kinesis/stream:Stream\`) in \`components/ingest stream.ts:26\`

| | rule | found | to do |
| --- | --- | --- | --- |
| **mandatory**, high | [stream-on-demand](https://example.com/on-demand) | shardCount is set:<br>an on-demand stream \\| has \\\`none\\\`. | Leave shardCount out. |

### The whole stack

| | rule | found | to do |
| --- | --- | --- | --- |
| advisory, low | stage-tracing | no stage &lt;traces>. |  |

## Stage \`prod\`: not judged

35 resources, 2 policies.

### Not judged

\`\`\`text
It stumbled
and fell.
\`\`\`

No price: give --records-per-second and --record-bytes. npm run plan says more.
`,
    );
  });
});

/** A report of one stage with these findings, or problems. */
const reportOf = (part: Partial<typeof stageReport>) => ({ pack, stages: [{ ...stageReport, ...part }] });

describe("a finding at the line of an output", () => {
  const position = { file: "index.ts", line: 16, column: 1 };
  const atOutput = [violation, { ...violation, found: "leaks.", position }, { ...advice, position }];

  it("stands apart from those at the line of the resource", () => {
    const printed = format(reportOf({ findings: atOutput }), "text");
    assert.match(
      printed,
      /^ {2}ingest-stream .*ingest stream\.ts:26$[^]*^ {2}ingest-stream .*index\.ts:16\n.*\n +Found: leaks\.$/m,
    );
    assert.match(printed, /^ {2}The whole stack {2}index\.ts:16$/m);
    assert.match(format(reportOf({ findings: atOutput }), "markdown"), /^### The whole stack in `index\.ts:16`$/m);
  });
});

describe("a waived finding", () => {
  it("is shown with its reason, and asks for nothing", () => {
    assert.match(
      format(reportOf({ findings: [waived] }), "text"),
      /^Stage dev: no violations, 1 waived [^]*^ {4}waived {2}high {2}stream-on-demand$[^]*^ {6}Waived until 2026-12-31: OPS-1234/m,
    );
    assert.match(format(reportOf({ findings: [waived] }), "json"), /"reason": "OPS-1234/);
  });
});

describe("a note", () => {
  const noted = reportOf({ findings: [], notes: ["regions: xx-north-9 is `unknown`."] });

  it("is shown below its stage, and blocks nothing", () => {
    assert.equal(
      format(noted, "text"),
      "Stage dev: no violations (35 resources, 2 policies)\n  Note: regions: xx-north-9 is `unknown`.\n\n" +
        "No price: give --records-per-second and --record-bytes. npm run plan says more.\n",
    );
    assert.match(format(noted, "markdown"), /^```text\nregions: xx-north-9 is `unknown`\.\n```$/m);
    assert.match(format(noted, "json"), /"notes": \[\n +"regions: xx-north-9/);
    const [invocation] = (JSON.parse(format(noted, "sarif")) as Log).runs[0]?.invocations ?? [];
    assert.equal(invocation?.executionSuccessful, true);
    assert.equal(invocation.toolExecutionNotifications?.[0]?.level, "note");
    assert.equal(exitCodeOf(noted), 0);
  });
});

describe("special characters in Markdown", () => {
  const row = (part: Partial<typeof violation>) =>
    format(reportOf({ findings: [{ ...violation, ...part }] }), "markdown")
      .split("\n")
      .find((line) => line.includes("stream-on-demand"));

  it("have no effect: no mention, no link to an issue, no end of a link", () => {
    assert.equal(
      row(waived),
      "| waived, high | [stream-on-demand](https://example.com/on-demand) | shardCount is set.<br>" +
        "Waived until 2026-12-31: OPS-1234, says @<!-- -->ops in #<!-- -->7. | Leave shardCount out. |",
    );
    assert.match(
      row({ url: "https://example.com/a_(b)|c d" }) ?? "",
      /\(https:\/\/example\.com\/a_%28b%29%7cc%20d\) \|/,
    );
  });

  it("is not more than GitHub shows: the rest is counted", () => {
    const findings = Array.from({ length: 3000 }, (_, index) => ({
      ...violation,
      resource: { urn: `${index}`, type: "aws:kinesis/stream:Stream", name: `stream-${index}` },
      found: "x".repeat(1000),
    }));
    const text = format({ pack, stages: [{ ...stageReport, findings }, stageReport] }, "markdown");
    assert.ok(Buffer.byteLength(text) < 1024 * 1024 && Buffer.byteLength(text) > 900_000, `${text.length}`);
    const [, rest] = /^\*\*(\d+) more\*\* would not fit here/m.exec(text) ?? [];
    assert.equal(Number(rest) + [...text.matchAll(/^### `stream-/gm)].length, 3000);
    assert.match(text, /^## Stage `dev`: 3000 violations$/m);
  });
});

describe("a report as JSON", () => {
  it("holds each finding with its rule's name", () => {
    const [dev] = (JSON.parse(format(report, "json")) as { stages: { findings: Record<string, unknown>[] }[] }).stages;
    assert.deepEqual(dev?.findings[1], {
      rule: "stream-on-demand",
      level: "mandatory",
      severity: "high",
      resource: violation.resource,
      found: violation.found,
      toDo: violation.toDo,
      url: violation.url,
      position: violation.position,
    });
  });

  it("says how the gate ends", () => {
    assert.equal((JSON.parse(format(report, "json")) as { exitCode: number }).exitCode, 2);
  });
});

describe("a report as SARIF", () => {
  const sarif = JSON.parse(format(report, "sarif")) as Log;
  const [run] = sarif.runs;
  const results = run?.results ?? [];

  it("names its version and the pack", () => {
    assert.equal(sarif.version, "2.1.0");
    assert.equal(sarif.runs.length, 1);
    assert.equal(run?.tool.driver.name, "example");
  });

  it("describes every rule of the pack, with its link", () => {
    assert.deepEqual(run?.tool.driver.rules, [
      {
        id: "stream-on-demand",
        shortDescription: { text: "Streams are on demand." },
        fullDescription: { text: "Streams are on demand." },
        help: { text: "Leave shardCount out." },
        helpUri: "https://example.com/on-demand",
        defaultConfiguration: { level: "error", enabled: true },
        properties: { tags: ["kinesis"], severity: "high" },
      },
      {
        id: "stage-tracing",
        shortDescription: { text: "Stages trace requests." },
        fullDescription: { text: "Stages trace requests." },
        help: { text: "Stages trace requests." },
        defaultConfiguration: { level: "note", enabled: true },
        properties: { tags: [], severity: "low" },
      },
    ]);
  });

  it("has a result for each finding, at the line that makes the resource", () => {
    const result = results[1];
    assert.equal(result?.ruleId, "stream-on-demand");
    assert.equal(run?.tool.driver.rules?.[result.ruleIndex ?? -1]?.id, "stream-on-demand");
    assert.equal(result.level, "error");
    assert.match(result.message.text ?? "", /^dev, ingest-stream \(aws:kinesis\/stream:Stream\): shardCount is set:/);
    assert.deepEqual(result.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: "components/ingest%20stream.ts", uriBaseId: "%SRCROOT%" },
          region: { startLine: 26, startColumn: 20 },
        },
        logicalLocations: [{ name: "ingest-stream", fullyQualifiedName: URN, kind: "resource" }],
      },
    ]);
  });

  it("puts what concerns the whole stack at the stage's settings", () => {
    assert.deepEqual(results[0]?.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: "Pulumi.dev.yaml", uriBaseId: "%SRCROOT%" },
          region: { startLine: 1, startColumn: 1 },
        },
      },
    ]);
  });

  it("tells a finding by rule, resource and stage, wherever its line has moved", () => {
    const printOf = (stage: string, finding: typeof violation) =>
      (JSON.parse(format({ pack, stages: [{ ...stageReport, stage, findings: [finding] }] }, "sarif")) as Log).runs[0]
        ?.results?.[0]?.partialFingerprints?.["finding/v2"];
    const moved = { ...violation, position: { file: "index.ts", line: 1, column: 1 } };
    assert.equal(printOf("dev", moved), printOf("dev", violation));
    assert.notEqual(printOf("prod", violation), printOf("dev", violation));
    assert.notEqual(printOf("dev", advice), printOf("dev", violation));
  });

  it("has what is waived as suppressed, with the reason", () => {
    const [result] = (JSON.parse(format(reportOf({ findings: [waived] }), "sarif")) as Log).runs[0]?.results ?? [];
    assert.equal(result?.ruleId, "stream-on-demand");
    assert.deepEqual(result.suppressions, [
      { kind: "external", status: "accepted", justification: "Until 2026-12-31: OPS-1234, says @ops in #7." },
    ]);
  });

  it("tells how grave a rule on security is, in the number that code hosts read", () => {
    const rule = { ...onDemand, tags: ["kinesis", "security"] };
    const own = { ...pack, policies: [rule] };
    const [log] = (JSON.parse(format({ pack: own, stages: [] }, "sarif")) as Log).runs;
    assert.deepEqual(log?.tool.driver.rules?.[0]?.properties, {
      tags: ["kinesis", "security"],
      severity: "high",
      "security-severity": "8.0",
    });
  });

  it("tells that a stage was not judged", () => {
    const [invocation] = run?.invocations ?? [];
    assert.equal(invocation?.executionSuccessful, false);
    assert.deepEqual(invocation.toolExecutionNotifications, [
      {
        level: "error",
        message: { text: "prod: It stumbled\nand fell." },
        locations: [{ physicalLocation: { artifactLocation: { uri: "Pulumi.prod.yaml", uriBaseId: "%SRCROOT%" } } }],
      },
    ]);
  });
});

describe("the exit code", () => {
  const ending = (...stages: Partial<typeof stageReport>[]) =>
    exitCodeOf({ pack, stages: stages.map((stage) => ({ ...stageReport, ...stage })) });

  it("is 0 with advice alone", () => {
    assert.equal(ending({ findings: [advice] }), 0);
  });

  it("is 1 with a violation in any stage", () => {
    assert.equal(ending({ findings: [] }, { findings: [violation] }), 1);
  });

  it("is 2 if any stage was not judged, whatever was found", () => {
    assert.equal(ending({ findings: [violation] }, { problems: ["no"] }), 2);
  });
});

describe("the choice of a format", () => {
  it("goes by name, or by a file's ending", () => {
    assert.equal(parseFormat("sarif"), "sarif");
    assert.equal(formatOfFile("out/gate.md"), "markdown");
  });

  it("names the formats if another one is asked for", () => {
    assert.throws(() => parseFormat("html"), {
      message: "--format: expected one of text, markdown, json, sarif, got html.",
    });
    assert.throws(() => formatOfFile("gate"), {
      message: "--output: expected a name that ends in .txt, .md, .json, .sarif, got gate.",
    });
  });
});
