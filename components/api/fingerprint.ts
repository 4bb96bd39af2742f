import { createHash } from "node:crypto";

import type { ApiModel } from "./model";

/**
 * A fingerprint of the whole model. A deployment is a snapshot of the API. The ids from AWS stay the same when a
 * template or a response changes, so only our own model can say that a new deployment is due.
 * @param model plain values only
 * @returns SHA-256 in hexadecimal digits
 */
export const fingerprint = (model: ApiModel): string =>
  // oxlint-disable-next-line no-restricted-properties -- plain values only: no Output reaches the model
  createHash("sha256").update(JSON.stringify(model)).digest("hex");
