import { createReadStream } from "node:fs";
import { join } from "node:path";

import { NdjsonError } from "./errors";
import { parseNotifications } from "./ndjson";
import type { ChangeNotification } from "./notification";

/** Notifications that show every type of key and bin, two versions of one record, and a delete. */
export const SAMPLES = join(__dirname, "samples.ndjson");

/** An input without an end, such as a device, must not fill this machine's memory. */
const MAX_MIB = 256;

/**
 * Reads notifications as {@link parseNotifications} does.
 * @param source a file's path, or a stream such as stdin, which is read to its end
 * @param now milliseconds since the epoch
 * @returns at least one notification, in the order of the lines
 * @throws NdjsonError for what {@link parseNotifications} refuses, for a file that cannot be read, for more than 256
 *   MiB, for bytes that are not UTF-8, and for an input without any notification
 */
export async function readNotifications(
  source: string | AsyncIterable<Buffer>,
  now: number,
): Promise<ChangeNotification[]> {
  const bytes = typeof source === "string" ? await readFile(source) : await readAll(source);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new NdjsonError(["the input: expected UTF-8, got other bytes"]);
  }
  const notifications = parseNotifications(text, now);
  if (notifications.length === 0) throw new NdjsonError(["the input: expected a notification a line, got none"]);
  return notifications;
}

async function readFile(path: string): Promise<Buffer> {
  try {
    return await readAll(createReadStream(path) as AsyncIterable<Buffer>);
  } catch (error) {
    if (error instanceof NdjsonError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "an error";
    throw new NdjsonError([`the input: expected a readable file, got ${code} for ${path}`]);
  }
}

async function readAll(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MAX_MIB * 2 ** 20) {
      throw new NdjsonError([`the input: expected at most ${MAX_MIB} MiB, got more: split it`]);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
