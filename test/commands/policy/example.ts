import type { Pack, Policy } from "../../../commands/policy/pack";
import type { Finding, GateReport, StageReport } from "../../../commands/policy/report";

export const onDemand: Policy = {
  name: "stream-on-demand",
  description: "Streams are on demand.",
  level: "mandatory",
  severity: "high",
  toDo: "Leave shardCount out.",
  url: "https://example.com/on-demand",
  tags: ["kinesis"],
  settings: { modes: { default: ["ON_DEMAND"], laxer: "more" } },
};

export const tracing: Policy = {
  name: "stage-tracing",
  description: "Stages trace requests.",
  level: "advisory",
  severity: "low",
  toDo: undefined,
  url: undefined,
  tags: [],
  settings: {},
};

export const pack: Pack = { directory: "/pack", name: "example", version: "1.2.3", policies: [onDemand, tracing] };

export const URN = "urn:pulumi:dev::orders::our:index:Ingest$aws:kinesis/stream:Stream::ingest-stream";

export const violation: Finding = {
  policy: onDemand,
  level: "mandatory",
  resource: { urn: URN, type: "aws:kinesis/stream:Stream", name: "ingest-stream" },
  found: "shardCount is set:\nan on-demand stream | has `none`.",
  toDo: "Leave shardCount out.",
  url: "https://example.com/on-demand",
  position: { file: "components/ingest stream.ts", line: 26, column: 20 },
};

export const advice: Finding = { policy: tracing, level: "advisory", found: "no stage <traces>." };

export const waived: Finding = {
  ...violation,
  level: "advisory",
  resource: { urn: `${URN}-2`, type: "aws:kinesis/stream:Stream", name: "ingest-stream-2" },
  found: "shardCount is set.",
  waived: { until: "2026-12-31", reason: "OPS-1234, says @ops in #7." },
};

export const stageReport: StageReport = {
  stage: "dev",
  file: "Pulumi.dev.yaml",
  resources: 35,
  policies: 2,
  findings: [advice, violation],
  weakenings: [],
  problems: [],
  notes: [],
};

/** A stage with findings, and one that could not be judged. */
export const report: GateReport = {
  pack,
  stages: [
    stageReport,
    { ...stageReport, stage: "prod", file: "Pulumi.prod.yaml", findings: [], problems: ["It stumbled\nand fell."] },
  ],
};
