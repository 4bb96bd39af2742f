import { createHash } from "node:crypto";

import type { ApiModel } from "./model";

/**
 * SHA-256 of the whole model, in hex. A deployment is a snapshot, and the ids that AWS hands back stay the same when a
 * template or a response changes: only our own model can say that a new one is due.
 */
export const fingerprint = (model: ApiModel): string =>
  // oxlint-disable-next-line no-restricted-properties -- plain values only: no Output reaches the model
  createHash("sha256").update(JSON.stringify(model)).digest("hex");
