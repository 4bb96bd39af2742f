import type { Log, Notification, PropertyBag, ReportingDescriptor, Result } from "sarif";

import { withoutPlace } from "../alike";
import type { Level, Policy } from "../pack";
import type { Finding, GateReport, StageReport } from "../report";
import { digest } from "./digest";
import { WEAKENED, weakeningResults } from "./sarif-weakenings";

/**
 * Writes a report as SARIF 2.1.0. Code hosts read it to annotate the lines of a pull request.
 * @param report of the gate
 * @returns JSON
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif({ pack, stages }: GateReport): string {
  const policies = [
    ...new Set([...pack.policies, ...stages.flatMap(({ findings }) => findings.map(({ policy }) => policy))]),
  ];
  const isWeakened = stages.some(({ weakenings }) => weakenings.length > 0);
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: pack.name,
            semanticVersion: pack.version,
            rules: [...policies.map(ruleOf), ...(isWeakened ? [WEAKENED] : [])],
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: stages.every(({ problems }) => problems.length === 0),
            toolExecutionNotifications: stages.flatMap(notificationsOf),
          },
        ],
        results: stages.flatMap((stage) => [
          ...stage.findings.map((finding) => resultOf(stage, finding, policies.indexOf(finding.policy))),
          ...weakeningResults(stage, policies.length),
        ]),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const LEVELS: Readonly<Record<Level, Result.level>> = {
  mandatory: "error",
  remediate: "warning",
  advisory: "note",
  disabled: "none",
};

/** The tag of a rule on security. Code hosts list such rules by their severity. */
const SECURITY = "security";

/** A number in the range that code hosts use for each severity. They expect a text. */
const SECURITY_SEVERITIES = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

function ruleOf({ name, description, level, severity, toDo, url, tags }: Policy): ReportingDescriptor {
  return {
    id: name,
    shortDescription: { text: description },
    fullDescription: { text: description },
    help: { text: toDo ?? description },
    ...(url && { helpUri: url }),
    defaultConfiguration: { level: LEVELS[level], enabled: level !== "disabled" },
    properties: propertiesOf(tags, severity),
  };
}

function propertiesOf(tags: readonly string[], severity: Policy["severity"]): PropertyBag {
  return {
    tags: [...tags],
    ...(severity && { severity }),
    ...(severity && tags.includes(SECURITY) && { "security-severity": SECURITY_SEVERITIES[severity] }),
  };
}

function resultOf({ stage, file }: StageReport, finding: Finding, ruleIndex: number): Result {
  const { policy, level, resource, also = [], found, toDo, url, position, waived } = finding;
  const resources = [...(resource ? [resource] : []), ...also];
  const what = resource ? `${resource.name} (${resource.type})` : "the whole stack";
  const { file: uri, line, column } = position ?? { file, line: 1, column: 1 };
  return {
    ruleId: policy.name,
    ruleIndex,
    level: LEVELS[level],
    message: {
      text: [
        `${stage}, ${what}: ${found}`,
        ...(also.length > 0 ? [`Also: ${also.map(({ name }) => name).join(", ")}`] : []),
        ...(toDo ? [`To do: ${toDo}`] : []),
        ...(url ? [url] : []),
      ].join("\n"),
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(uri), uriBaseId: "%SRCROOT%" },
          region: { startLine: line, startColumn: column },
        },
        ...(resources.length > 0 && {
          logicalLocations: resources.map(({ name, urn }) => ({ name, fullyQualifiedName: urn, kind: "resource" })),
        }),
      },
    ],
    // A finding stays the same if its line moves or if a region is added. In another stage or on another resource it is
    // another finding.
    ...(waived && {
      suppressions: [
        { kind: "external", status: "accepted", justification: `Until ${waived.until}: ${waived.reason}` },
      ],
    }),
    partialFingerprints: {
      "finding/v2": digest([stage, policy.name, withoutPlace(resource?.urn ?? ""), withoutPlace(found)]),
    },
  };
}

function notificationsOf({ stage, file, problems, notes }: StageReport): readonly Notification[] {
  const messages = [
    ...problems.map((text) => ({ level: "error", text }) as const),
    ...notes.map((text) => ({ level: "note", text }) as const),
  ];
  return messages.map(({ level, text }) => ({
    level,
    message: { text: `${stage}: ${text}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file), uriBaseId: "%SRCROOT%" } } }],
  }));
}
