/** A running process. */
export interface Member {
  readonly pid: number;
  readonly name: string;
}

/** A process and all processes that it started, directly or not. */
export class Family {
  /** @param leader the id of the first process */
  constructor(leader: number);
  /** The members that run now. */
  members(): Member[];
  /** Interrupts the group that the first process leads, as Ctrl-C does. */
  interrupt(): void;
  /** Kills all members that run now. */
  kill(): void;
  /**
   * Kills all members, also those that start meanwhile. After at most 2 seconds it resolves with those that still run.
   */
  end(): Promise<Member[]>;
}

/** A row of the system's table of processes. */
export interface Row extends Member {
  readonly ended: boolean;
  readonly parent: number;
  readonly group: number;
}

/** The rows of `ps -A -o pid=,ppid=,pgid=,stat=,comm=`. */
export function fromPs(text: string): Row[];

/**
 * Whether a process is in the system's table, whoever its user is. A process that has ended stays there until its
 * parent has read its exit code.
 * @param pid the process's id; for NaN the answer is false
 */
export function isRunning(pid: number): boolean;
