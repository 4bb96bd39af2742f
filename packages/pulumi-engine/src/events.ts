import { readFile } from "node:fs/promises";

/** A resource. In a step its secrets are masked, in the state they are encrypted. */
export interface ResourceState {
  readonly type: string;
  readonly urn: string;
  readonly id?: string;
  readonly parent?: string;
  readonly protect?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly [more: string]: unknown;
}

/** What happens, or would happen, to one resource. */
export interface Step {
  /** `create`, `update`, `replace`, `create-replacement`, `delete-replaced`, `delete`, `same`, ... */
  readonly op: string;
  readonly urn: string;
  readonly oldState?: ResourceState;
  readonly newState?: ResourceState;
  /** How each property differs, by its path. */
  readonly detailedDiff?: Readonly<Record<string, { readonly kind: string }>> | null;
  readonly diffReasons?: readonly string[];
  readonly replaceReasons?: readonly string[];
}

/** A message of the engine, the program or the pack. */
export interface Diagnostic {
  readonly severity: "debug" | "info" | "info#err" | "warning" | "error";
  readonly message: string;
  readonly urn?: string;
}

/** A rule's finding. */
export interface PolicyViolation {
  readonly policyName: string;
  readonly policyPackName: string;
  readonly enforcementLevel: "advisory" | "mandatory" | "remediate";
  readonly message: string;
  /** Absent if a rule on the stack names no resource. */
  readonly resourceUrn?: string;
  readonly severity?: string;
}

/** What the engine says of a run. */
export interface Events {
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  readonly violations: readonly PolicyViolation[];
  /** Number of resources by operation; empty if the run failed before it counted them. */
  readonly changes: Readonly<Record<string, number>>;
  /** All events, also those that are in no list above. */
  readonly all: readonly EngineEvent[];
}

/** One event. Beside `sequence` and `timestamp` it has one key, which is its kind. */
export interface EngineEvent {
  readonly sequence: number;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly [kind: string]: unknown;
  readonly diagnosticEvent?: Diagnostic;
  readonly policyEvent?: PolicyViolation;
  readonly resourcePreEvent?: { readonly metadata: StepMetadata };
  readonly summaryEvent?: { readonly resourceChanges?: Record<string, number> };
}

interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly old?: ResourceState;
  readonly new?: ResourceState;
  readonly keys?: readonly string[];
  readonly diffs?: readonly string[];
  readonly detailedDiff?: Step["detailedDiff"];
}

/**
 * Reads a log that the CLI wrote with `--event-log`: one JSON object a line. The last line can be cut off if the CLI
 * was killed.
 * @param file path of the log; it may be absent
 * @returns what happened, in order; all lists are empty without a log
 */
export async function readEvents(file: string): Promise<Events> {
  const text = await readFile(file, "utf8").catch(() => "");
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  const events = lines.filter(Boolean).map((line) => JSON.parse(line) as EngineEvent);
  return {
    steps: pick(events, "resourcePreEvent").map(({ metadata }) => ({
      op: metadata.op,
      urn: metadata.urn,
      ...(metadata.old && { oldState: metadata.old }),
      ...(metadata.new && { newState: metadata.new }),
      ...(metadata.detailedDiff && { detailedDiff: metadata.detailedDiff }),
      ...(metadata.diffs && { diffReasons: metadata.diffs }),
      ...(metadata.keys && { replaceReasons: metadata.keys }),
    })),
    diagnostics: pick(events, "diagnosticEvent"),
    violations: pick(events, "policyEvent"),
    changes: pick(events, "summaryEvent").at(-1)?.resourceChanges ?? {},
    all: events,
  };
}

function pick<K extends keyof EngineEvent>(events: readonly EngineEvent[], kind: K): NonNullable<EngineEvent[K]>[] {
  return events.flatMap((event) => event[kind] ?? []);
}

/**
 * Reads the steps of a `pulumi preview --json`.
 * @param digest the CLI's stdout; empty if the preview failed before it printed anything
 * @returns the steps; none if the preview failed before it had any
 */
export function digestSteps(digest: string): readonly Step[] {
  return (JSON.parse(digest || "{}") as { steps?: readonly Step[] }).steps ?? [];
}
