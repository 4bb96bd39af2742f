import { readdirSync, readFileSync } from "node:fs";

const SAMPLE_MS = 50;
const PAGE_BYTES = 4096;
const TICKS_PER_SECOND = 100;

/** What a process and all it started used. Linux only: read from /proc. */
export interface Usage {
  readonly wallSeconds: number;
  /** Largest sum of the resident memory of all processes at one time. Shared pages count in each. */
  readonly peakMb: number;
}

/** Measures while `run` runs: this process' children and theirs, not this process itself. */
export async function measure(run: () => Promise<unknown>): Promise<Usage> {
  let peak = 0;
  const sampler = setInterval(() => {
    const resident = descendants(process.pid).reduce((sum, pid) => sum + residentBytes(pid), 0);
    peak = Math.max(peak, resident);
  }, SAMPLE_MS);
  const started = performance.now();
  try {
    await run();
  } finally {
    clearInterval(sampler);
  }
  return { wallSeconds: (performance.now() - started) / 1000, peakMb: peak / 1024 / 1024 };
}

/** Processor seconds that one process has used, user and system. */
export function cpuSeconds(pid: number): number {
  const fields = statOf(pid);
  return fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

export const residentBytes = (pid: number): number => Number(statOf(pid)?.[21] ?? 0) * PAGE_BYTES;

/** The processes that a process has started, and those that they have. */
export function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync("/proc")) {
    const pid = Number(entry);
    const parent = Number.isInteger(pid) ? Number(statOf(pid)?.[1]) : NaN;
    if (!Number.isNaN(parent)) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const below = (pid: number): number[] => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(root);
}

/** The fields of /proc/PID/stat after the command's name, which may hold spaces; undefined if the process is gone. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
