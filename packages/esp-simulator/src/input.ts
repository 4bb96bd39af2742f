import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";

import { NdjsonError } from "./errors";
import { parseNotifications } from "./ndjson";
import type { ChangeNotification } from "./notification";

/** Notifications that show every type of key and bin, two versions of one record, and a delete. */
export const SAMPLES = join(__dirname, "samples.ndjson");

/**
 * Reads notifications as {@link parseNotifications} does.
 * @param source a file's path, or a stream such as stdin, which is read to its end
 * @param now milliseconds since the epoch
 * @throws NdjsonError also for a file that cannot be read, bytes that are not UTF-8, and an input without any notification
 */
export async function readNotifications(
  source: string | AsyncIterable<Buffer>,
  now: number,
): Promise<ChangeNotification[]> {
  const bytes = typeof source === "string" ? await readBytes(source) : await buffer(source);
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

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "an error";
    throw new NdjsonError([`the input: expected a readable file, got ${code} for ${path}`]);
  }
}
