import type { StageFile } from "@aerospike-kinesis/pulumi-engine";
import { parse } from "yaml";

/** How long one waits for the other; a fault that is too late is later than this. */
export interface Timeouts {
  readonly integrationTimeoutMs: number;
  readonly callTimeoutMs: number;
}

/** What the program sets for a stage that sets nothing. */
export const SHIPPED_TIMEOUTS: Timeouts = { integrationTimeoutMs: 6000, callTimeoutMs: 8000 };

/**
 * The timeouts that a stage's file sets, with the program's defaults for what it leaves out. What is wrong in the file is
 * the program's to say: it then counts as left out.
 */
export function stageTimeouts({ text, project }: Pick<StageFile, "text" | "project">): Timeouts {
  const config = memberOf(parsed(text), "config");
  const setting = (key: string): unknown => {
    const value = memberOf(config, `${project}:${key}`);
    // The CLI takes a setting as JSON text too.
    return typeof value === "string" ? parsed(value) : value;
  };
  const { integrationTimeoutMs, callTimeoutMs } = SHIPPED_TIMEOUTS;
  return {
    integrationTimeoutMs: millisecondsIn(setting("api"), "integrationTimeoutMs") ?? integrationTimeoutMs,
    callTimeoutMs: millisecondsIn(setting("connector"), "call-timeout") ?? callTimeoutMs,
  };
}

function parsed(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const memberOf = (holder: unknown, key: string): unknown =>
  typeof holder === "object" && holder !== null ? (holder as Readonly<Record<string, unknown>>)[key] : undefined;

function millisecondsIn(holder: unknown, key: string): number | undefined {
  const value = memberOf(holder, key);
  return Number.isInteger(value) && Number(value) >= 1 ? Number(value) : undefined;
}
