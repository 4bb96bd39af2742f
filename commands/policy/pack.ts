import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { directToLoopback } from "@aerospike-kinesis/pulumi-engine/loopback";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { AnalyzerInfo, PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { parse } from "yaml";

import { UserError } from "../shared/errors";

/** For a connection that does not go through a person's proxy. */
const DIRECT = { "grpc.enable_http_proxy": 0 };

/** In the order of the numbers in the protocol. */
const LEVELS = ["advisory", "mandatory", "disabled", "remediate"] as const;
const SEVERITIES = [undefined, "low", "medium", "high", "critical"] as const;

/** The enforcement level of a policy. */
export type Level = (typeof LEVELS)[number];

/** What a policy says of itself. What its author left out is undefined. */
export interface Policy {
  readonly name: string;
  readonly description: string;
  /** Its level, unless the configuration sets another. */
  readonly level: Level;
  readonly severity: (typeof SEVERITIES)[number];
  readonly toDo: string | undefined;
  readonly url: string | undefined;
  readonly tags: readonly string[];
  /** The settings that can be configured, by name. */
  readonly settings: Readonly<Record<string, Setting>>;
}

/** A setting of a policy, as its schema describes it. */
export interface Setting {
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  /** Which value is less strict; absent if the pack does not say it. */
  readonly laxer?: string;
}

/** A policy pack, in its own words. */
export interface Pack {
  readonly directory: string;
  readonly name: string;
  readonly version: string;
  readonly policies: readonly Policy[];
}

/**
 * Asks a pack what it holds. It runs the pack in a process of its own, and uses the protocol of Pulumi's engine. So any
 * pack can be asked, and none is imported.
 * @param directory of the pack, with its PulumiPolicy.yaml
 * @param signal ends the pack's process
 * @returns the pack in its own words
 * @throws UserError with what the pack printed if it does not start
 */
export async function describePack(directory: string, signal?: AbortSignal): Promise<Pack> {
  const child = await startPack(directory);
  const end = () => child.kill();
  signal?.addEventListener("abort", end, { once: true });
  try {
    const info = await infoOf(await portOf(child));
    const policies = info.getPoliciesList().map(policyOf);
    return { directory, name: info.getName(), version: info.getVersion(), policies };
  } finally {
    signal?.removeEventListener("abort", end);
    end();
  }
}

async function startPack(directory: string): Promise<ChildProcess> {
  const file = join(directory, "PulumiPolicy.yaml");
  const text = await readFile(file, "utf8").catch(() => {
    throw new UserError(`${file} was not found. Give the directory of a policy pack.`);
  });
  const { runtime } = parse(text) as { runtime?: { options?: { typescript?: boolean } } };
  const runner = createRequire(join(directory, "package.json")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
  // The first argument is the engine's address. A pack that judges nothing does not use it.
  return spawn(process.execPath, [runner, "127.0.0.1:0", directory], {
    cwd: directory,
    env: {
      ...directToLoopback(process.env),
      ...(runtime?.options?.typescript !== false && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Reads the port of the pack, with which its output begins. */
async function portOf(child: ChildProcess): Promise<string> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const closed = once(child, "close");
  if (child.stdout) {
    for await (const line of createInterface({ input: child.stdout })) {
      if (/^\d+$/.test(line)) return line;
      said += `${line}\n`;
    }
  }
  await closed;
  throw new UserError(`The policy pack did not start:\n${said.trim()}`);
}

async function infoOf(port: string): Promise<AnalyzerInfo> {
  const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), DIRECT);
  try {
    return await new Promise((resolve, reject) => {
      client.getAnalyzerInfo(new Empty(), (error, info) => {
        if (error) reject(error);
        else resolve(info);
      });
    });
  } finally {
    client.close();
  }
}

const policyOf = (info: PolicyInfo): Policy => ({
  name: info.getName(),
  description: info.getDescription(),
  level: LEVELS[info.getEnforcementlevel()],
  severity: SEVERITIES[info.getSeverity()],
  toDo: info.getRemediationSteps() || undefined,
  url: info.getUrl() || undefined,
  tags: info.getTagsList(),
  settings: (info.getConfigschema()?.getProperties()?.toJavaScript() ?? {}) as Policy["settings"],
});
