import { setTimeout as delay } from "node:timers/promises";

import { startConnector, startXdr, type Xdr } from "@aerospike-kinesis/esp-simulator";

import { createAudit, type Findings } from "../audit";
import { createDeliveryLog } from "../delivery-log";
import { inFormat } from "../format";
import type { XdrLimits } from "../target";
import { createWorkload } from "../workload";
import type { DeadRegion, OutageKind } from "./dead-region";
import type { Path } from "./paths";

/** What one path came to, as the readers of its streams see it. */
export interface PathReport extends Findings {
  readonly kind: OutageKind;
  readonly path: string;
  readonly isCut: boolean;
  readonly sent: number;
  readonly acknowledged: number;
  /** Records that were acknowledged while the region was dead. */
  readonly acknowledgedInOutage: number;
  /** Records written while the region was dead. */
  readonly writtenInOutage: number;
  readonly failedAttempts: number;
  readonly outageMs: number;
  /** Milliseconds from a record's first attempt to its acknowledgement: how far the stream is behind the database. */
  readonly lagMs: { readonly p50: number; readonly p99: number; readonly most: number };
}

export interface OutageOptions {
  readonly kind: OutageKind;
  /** Of each path. A third is written before the outage, a third during it, and a third after it. */
  readonly records: number;
  readonly ca: string;
  readonly deadRegion: DeadRegion;
  readonly deadEndpoint: string;
  readonly limits: XdrLimits;
  /** The least time for which the region is dead. */
  readonly leastMs: number;
  /** For how long every record may take after the outage. */
  readonly drainMs: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

const POLL_MS = 10;
const VERSIONS = 5;

/**
 * Sends records along all paths at the same time. One region dies for a while. Then it lives again, and everything is
 * read back.
 * @param paths of the mode in which the connectors use the regions
 * @param options what dies, and how much is sent
 * @returns what each path came to
 * @throws the signal's reason if it is aborted
 */
export async function runOutage(paths: readonly Path[], options: OutageOptions): Promise<readonly PathReport[]> {
  const { kind, records, deadRegion, deadEndpoint, leastMs, drainMs, signal } = options;
  const running = paths.map((path) => startPath(path, options));
  const third = Math.floor(records / 3);
  const write = (from: number, to: number) => Promise.all(running.map((path) => path.write(from, to)));
  const timer = new AbortController();
  try {
    await write(0, third);
    await Promise.all(running.map(({ xdr }) => xdr.waitUntilSettled()));
    deadRegion.begin(kind, deadEndpoint);
    const began = performance.now();
    running.forEach(({ beginOutage }) => {
      beginOutage();
    });
    await write(third, 2 * third);
    const healthy = running.filter(({ isCut }) => !isCut);
    await Promise.all([delay(leastMs, undefined, { signal }), ...healthy.map(({ xdr }) => xdr.waitUntilSettled())]);
    const outageMs = performance.now() - began;
    running.forEach(({ endOutage }) => {
      endOutage();
    });
    deadRegion.end();
    await write(2 * third, records);
    const settled = Promise.all(running.map(({ xdr }) => xdr.waitUntilSettled()));
    await Promise.race([settled, delay(drainMs, undefined, { signal: AbortSignal.any([signal, timer.signal]) })]);
    running.forEach(({ stop }) => {
      stop();
    });
    return await Promise.all(running.map(({ report }) => report(outageMs)));
  } finally {
    timer.abort();
    deadRegion.end();
    running.forEach(({ stop }) => {
      stop();
    });
  }
}

interface RunningPath {
  readonly xdr: Xdr;
  readonly isCut: boolean;
  readonly write: (from: number, to: number) => Promise<void>;
  readonly beginOutage: () => void;
  readonly endOutage: () => void;
  readonly stop: () => void;
  readonly report: (outageMs: number) => Promise<PathReport>;
}

function startPath(path: Path, { kind, records, ca, limits, seed }: OutageOptions): RunningPath {
  const configuration = inFormat(undefined, path.configuration);
  const workload = createWorkload({
    name: `outage ${kind} ${path.workload}`,
    records,
    seed: seed + path.workload,
    startsAt: Date.now(),
    deletes: configuration.format.mode !== "message-pack",
    keys: Math.ceil(records / VERSIONS),
    hotShare: 0,
  });
  const log = createDeliveryLog(workload, () => performance.now());
  const audit = createAudit(workload, configuration.format, log);
  const connector = startConnector({ configuration, ca });
  let failedAttempts = 0;
  const xdr = startXdr({
    connectors: [connector],
    ...limits,
    onEvent: (event) => {
      log.note(event);
      if (event.kind === "retried") failedAttempts += 1;
    },
  });
  let [atBegin, atEnd] = [0, 0];
  return {
    xdr,
    isCut: path.isCut,
    write: async (from, to) => {
      for (let index = from; index < to; index += 1) {
        await xdr.write(workload.at(index));
        // One after the other over a time, as a database is written to, and not all within a millisecond.
        if (index % 10 === 0) await delay(POLL_MS);
      }
    },
    beginOutage: () => {
      atBegin = log.acknowledged();
    },
    endOutage: () => {
      atEnd = log.acknowledged();
    },
    stop: () => {
      xdr.stop();
      connector.stop();
    },
    report: async (outageMs) => {
      for (const reader of path.readers) await reader.read(audit.read);
      return {
        kind,
        path: path.name,
        isCut: path.isCut,
        sent: xdr.statistics().written,
        acknowledged: log.acknowledged(),
        acknowledgedInOutage: atEnd - atBegin,
        writtenInOutage: Math.floor(records / 3),
        failedAttempts,
        outageMs,
        ...audit.findings(),
        lagMs: { p50: log.latencyMs(0.5), p99: log.latencyMs(0.99), most: log.latencyMs(1) },
      };
    },
  };
}
