import { createHash } from "node:crypto";

/**
 * A fingerprint.
 * @param parts what tells one thing from another, as JSON
 * @returns hexadecimal digits
 */
export const digest = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");
