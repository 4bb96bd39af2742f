import assert from "node:assert/strict";
import { format, formatNamed, formatOfFile } from "../../../../local/gate/format";
import { exitCodeOf } from "../../../../local/gate/report";
import { advice, pack, report, stageReport, URN, violation } from "./example";

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

Stage prod: not judged, no violations (35 resources, 2 policies)

  Not judged:
    - It stumbled
      and fell.

`,
    );
  });
});

describe("a report as Markdown", () => {
  it("is a table a resource, in which nothing found can break out of its cell", () => {
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

## Stage \`prod\`: not judged, no violations

35 resources, 2 policies.

### Not judged

\`\`\`text
It stumbled
and fell.
\`\`\`
`,
    );
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
  const sarif = JSON.parse(format(report, "sarif")) as Sarif;
  const [run] = sarif.runs;

  interface Sarif {
    readonly version: string;
    readonly runs: readonly {
      readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly Record<string, unknown>[] } };
      readonly invocations: readonly {
        readonly executionSuccessful: boolean;
        readonly toolExecutionNotifications: unknown;
      }[];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly unknown[];
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
    }[];
  }

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
    const result = run?.results[1];
    assert.equal(result?.ruleId, "stream-on-demand");
    assert.equal(run?.tool.driver.rules[result.ruleIndex]?.id, "stream-on-demand");
    assert.equal(result.level, "error");
    assert.match(result.message.text, /^dev, ingest-stream \(aws:kinesis\/stream:Stream\): shardCount is set:/);
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
    assert.deepEqual(run?.results[0]?.locations, [
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
      (JSON.parse(format({ pack, stages: [{ ...stageReport, stage, findings: [finding] }] }, "sarif")) as Sarif).runs[0]
        ?.results[0]?.partialFingerprints["finding/v1"];
    const moved = { ...violation, position: { file: "index.ts", line: 1, column: 1 } };
    assert.equal(printOf("dev", moved), printOf("dev", violation));
    assert.notEqual(printOf("prod", violation), printOf("dev", violation));
    assert.notEqual(printOf("dev", advice), printOf("dev", violation));
  });

  it("tells that a stage was not judged", () => {
    assert.equal(run?.invocations[0]?.executionSuccessful, false);
    assert.deepEqual(run.invocations[0].toolExecutionNotifications, [
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
    assert.equal(formatNamed("sarif"), "sarif");
    assert.equal(formatOfFile("out/gate.md"), "markdown");
  });

  it("names what there is when asked for what there is not", () => {
    assert.throws(() => formatNamed("html"), {
      message: "--format: expected one of text, markdown, json, sarif, got html.",
    });
    assert.throws(() => formatOfFile("gate"), {
      message: "--output: expected a name that ends in .txt, .md, .json, .sarif, got gate.",
    });
  });
});
