import { chmod, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Options of a process that say who runs it. */
export interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/** Conventionally nobody. It owns no file. */
const NOBODY = 65534;

/**
 * Calls `use` with a user to whom `directory` is read-only: root may write everywhere, so it becomes somebody else; anybody
 * else stays who they are. The directory can be reached, and is as it was afterwards.
 */
export async function asOtherUser(directory: string, use: (user: User) => Promise<void>): Promise<void> {
  const above = dirname(directory);
  const modes = [(await stat(above)).mode, (await stat(directory)).mode] as const;
  await chmod(above, 0o755);
  await chmod(directory, 0o555);
  try {
    await use(process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {});
  } finally {
    await chmod(directory, modes[1]);
    await chmod(above, modes[0]);
  }
}
