import { createHash } from "node:crypto";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { EngineError } from "./errors";

type Report = (line: string) => void;

/**
 * Does `work` while no other process of this machine does work of the same name. Waits while one does, and shows its
 * lines. The lock is a socket on which its holder listens: the operating system frees it when the holder dies, however
 * it dies.
 * @param name any text that names the work, such as a path
 * @param report takes the lines of whichever process works
 * @param work is handed a `report` that also reaches the processes that wait
 * @returns what `work` returns
 * @throws EngineError if the socket cannot be made; whatever `work` throws
 */
export async function withLock<T>(name: string, report: Report, work: (report: Report) => Promise<T>): Promise<T> {
  const path = socketPath(name);
  let server: Server | undefined;
  while (!(server = await listen(path))) await holderGone(path, report);

  const waiting = new Set<Socket>();
  server.on("connection", (socket) => {
    waiting.add(socket);
    socket.on("error", () => undefined).on("close", () => waiting.delete(socket));
  });
  try {
    return await work((line) => {
      report(line);
      for (const socket of waiting) socket.write(`${line}\n`);
    });
  } finally {
    server.close();
    for (const socket of waiting) socket.end();
  }
}

/**
 * The path is short, because a socket's path may have about 100 characters. It is local, because a home directory may
 * be on a network. Each user has their own, because nobody can remove a socket of another user.
 */
function socketPath(name: string): string {
  const user = process.getuid?.() ?? "";
  const file = `aerospike-kinesis-${createHash("sha256").update(`${user} ${name}`).digest("hex").slice(0, 16)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${file}` : join(tmpdir(), `${file}.sock`);
}

/** A server at this path. Undefined if there is one already, alive or dead. */
async function listen(path: string): Promise<Server | undefined> {
  const server = createServer().listen(path);
  try {
    await once(server, "listening");
    return server;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") return undefined;
    throw new EngineError(
      `${path} cannot be made (${code}). Set TMPDIR to a directory with a short name that can be written.`,
    );
  }
}

/**
 * Resolves when the holder of the lock has ended. A socket without a process was left by a holder that was killed: it
 * is removed. If two waiters do that at once, both may work. The work must allow for that.
 */
async function holderGone(path: string, report: Report): Promise<void> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
  } catch {
    await rm(path, { force: true });
    return;
  }
  report("Another process is getting it: waiting.");
  try {
    for await (const line of createInterface({ input: socket })) report(line);
  } catch {
    // The holder was killed, so the connection is reset.
  }
}
