import { readFile } from "node:fs/promises";
import { join } from "node:path";
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
 * @param directory - of Pulumi.<stage>.yaml
 */
export async function stageTimeouts(directory: string, stage: string): Promise<Timeouts> {
  const { api, connector } = await readFile(join(directory, `Pulumi.${stage}.yaml`), "utf8").then(settingsIn, () =>
    settingsIn(""),
  );
  return {
    integrationTimeoutMs: millisecondsIn(api, "integrationTimeoutMs") ?? SHIPPED_TIMEOUTS.integrationTimeoutMs,
    callTimeoutMs: millisecondsIn(connector, "call-timeout") ?? SHIPPED_TIMEOUTS.callTimeoutMs,
  };
}

function settingsIn(text: string): { readonly api: unknown; readonly connector: unknown } {
  const config = memberOf(parsed(text), "config");
  const setting = (key: string): unknown => {
    const value = memberOf(config, `aerospike-kinesis:${key}`);
    // The CLI takes a setting as JSON text too.
    return typeof value === "string" ? parsed(value) : value;
  };
  return { api: setting("api"), connector: setting("connector") };
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
