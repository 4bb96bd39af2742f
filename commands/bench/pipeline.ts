import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { columns } from "../shared/columns";
import { drive, type Load, type LoadClient, openPipelineClient, openRelayClient, openStoreClient } from "./load";
import { cpuSeconds, residentBytes } from "./processes";
import type { Served, StoreName } from "./serve";
import { median, spread } from "./statistics";

const CONNECTIONS = [1, 10, 50] as const;

/** Posts that are not counted. After them, V8 has compiled the code of a post in all processes. */
const WARM_UP = 2000;

async function withServer<Result>(store: StoreName, use: (served: Served, server: ChildProcess) => Promise<Result>) {
  const server = fork(join(__dirname, "serve.ts"), [store], { execArgv: ["--import", "tsx"] });
  const ended = once(server, "exit").then(() => {
    throw new Error("the local AWS ended before the measurement did");
  });
  try {
    const [served] = (await Promise.race([once(server, "message"), ended])) as [Served];
    return await Promise.race([use(served, server), ended]);
  } finally {
    ended.catch(() => undefined);
    if (server.connected) server.disconnect();
  }
}

const WAYS = { pipeline: openPipelineClient, relay: openRelayClient, direct: openStoreClient } as const;
type Way = keyof typeof WAYS;
const WAY_NAMES = Object.keys(WAYS) as readonly Way[];

/**
 * Measures the whole local pipeline, a bare TLS relay, and PutRecord itself, in turn. All use the same kinesis-local.
 * @param runs how often each case is measured
 * @param puts how many records each measurement sends
 * @returns lines for people
 */
export const benchPipeline = (runs: number, puts: number): Promise<string[]> =>
  withServer("kinesis-local", async (served) => {
    const rows = [
      [
        "connections",
        "pipeline/s",
        "relay/s",
        "direct/s",
        "pipeline:direct",
        "relay:direct",
        "pipeline p50, p99 ms",
        "relay p50, p99 ms",
        "direct p50, p99 ms",
      ],
    ];
    const { kinesis } = served;
    if (!kinesis) throw new Error("this store has no kinesis-local");
    const all = { ...served, kinesis };
    for (const way of WAY_NAMES) await measureLoad(WAYS[way](all, 10), 10, WARM_UP);
    for (const connections of CONNECTIONS) {
      const loads: Record<Way, Load[]> = { pipeline: [], relay: [], direct: [] };
      for (let run = 0; run < runs; run += 1) {
        // The store gets slower as it fills, so each way is the first in its turn.
        for (const way of rotate(WAY_NAMES, run)) {
          loads[way].push(await measureLoad(WAYS[way](all, connections), connections, puts));
        }
      }
      const rates = (way: Way): number[] => loads[way].map(({ perSecond }) => perSecond);
      const ratio = (way: Way): string => (median(rates(way)) / median(rates("direct"))).toFixed(2);
      rows.push([
        String(connections),
        ...WAY_NAMES.map((way) => spread(rates(way), 0)),
        ratio("pipeline"),
        ratio("relay"),
        ...WAY_NAMES.map((way) => latency(loads[way])),
      ]);
    }
    return [
      `${puts} records of 500 bytes, ${runs} runs each, in turn, after ${WARM_UP} of each not counted; kinesis-local behind all`,
      ...columns(rows),
    ];
  });

/**
 * Measures the gateway before two stores of ours: how much one process takes, and whether its own memory stays flat.
 * @param posts how many records are sent to each store
 * @returns lines for people
 */
export async function benchGateway(posts: number): Promise<string[]> {
  const rows = [["store", "posts", "posts/s", "CPU ms a post", "p50, p99 ms", "MB"]];
  for (const store of ["memory", "forgetful"] as const) rows.push(...(await measureGateway(store, posts)));
  return [
    "gateway alone, 50 connections; the memory store keeps every record, the forgetful one none",
    ...columns(rows),
  ];
}

const measureGateway = (store: StoreName, posts: number): Promise<string[][]> =>
  withServer(store, async (served, { pid = 0 }) => {
    const client = openPipelineClient(served, 50);
    await drive(client.send, 50, posts / 10);
    const rows: string[][] = [];
    for (let part = 1; part <= 4; part += 1) {
      const before = cpuSeconds(pid);
      const measured = await drive(client.send, 50, posts / 4);
      rows.push([
        store,
        String((posts / 4) * part),
        measured.perSecond.toFixed(0),
        (((cpuSeconds(pid) - before) * 1000) / (posts / 4)).toFixed(3),
        latency([measured]),
        (residentBytes(pid) / 1024 / 1024).toFixed(0),
      ]);
    }
    await client.close();
    return rows;
  });

const rotate = <Item>(items: readonly Item[], by: number): readonly Item[] => {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
};

async function measureLoad({ send, close }: LoadClient, connections: number, count: number): Promise<Load> {
  try {
    return await drive(send, connections, count);
  } finally {
    await close();
  }
}

const latency = (loads: readonly Load[]): string =>
  `${median(loads.map(({ p50Ms }) => p50Ms)).toFixed(1)}, ${median(loads.map(({ p99Ms }) => p99Ms)).toFixed(1)}`;
