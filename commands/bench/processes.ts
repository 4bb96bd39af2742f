import { readFileSync } from "node:fs";

import { Family } from "@aerospike-kinesis/pulumi-engine/family";

const SAMPLE_MS = 50;
/** Of so many samples one looks for new processes, in the system's whole table. That takes longer than all others. */
const SAMPLES_PER_SEARCH = 10;
const PAGE_BYTES = 4096;
const TICKS_PER_SECOND = 100;

/** What the processes used. Only on Linux: it is read from /proc. */
export interface Usage {
  readonly wallSeconds: number;
  /** Processor time, user and system, of all processes that ended. */
  readonly cpuSeconds: number;
  /** The largest sum of the resident memory of all processes at one time. Shared pages count in each process. A process that
   * lives for less than half a second can be missed. */
  readonly peakMb: number;
}

/**
 * Measures the processes that this process starts while `run` runs, and those that they start, but not this process.
 * @param run what is measured
 * @returns seconds and MB
 * @throws whatever `run` throws
 */
export async function measure(run: () => Promise<unknown>): Promise<Usage> {
  let peak = 0;
  const family = new Family(process.pid);
  let samples = 0;
  let others: readonly { readonly pid: number }[] = [];
  const sampler = setInterval(() => {
    if (samples % SAMPLES_PER_SEARCH === 0) others = family.members().filter(({ pid }) => pid !== process.pid);
    samples += 1;
    peak = Math.max(
      peak,
      others.reduce((sum, { pid }) => sum + residentBytes(pid), 0),
    );
  }, SAMPLE_MS);
  const cpuBefore = childrenCpuSeconds();
  const started = performance.now();
  try {
    await run();
  } finally {
    clearInterval(sampler);
  }
  const wallSeconds = (performance.now() - started) / 1000;
  return { wallSeconds, cpuSeconds: childrenCpuSeconds() - cpuBefore, peakMb: peak / 1024 / 1024 };
}

/** The processor time of all processes that this one started and that have ended, and of those that they started. */
function childrenCpuSeconds(): number {
  const fields = statOf(process.pid);
  return (Number(fields?.[13]) + Number(fields?.[14])) / TICKS_PER_SECOND;
}

/**
 * The processor time that one process has used, user and system.
 * @param pid the process's id
 * @returns seconds; 0 if the process is gone
 */
export function cpuSeconds(pid: number): number {
  const fields = statOf(pid);
  return fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/**
 * The resident memory of one process.
 * @param pid the process's id
 * @returns bytes; 0 if the process is gone
 */
export const residentBytes = (pid: number): number => Number(statOf(pid)?.[21] ?? 0) * PAGE_BYTES;

/**
 * The fields of /proc/PID/stat after the command's name, which can contain spaces. Undefined if the process is gone.
 */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
