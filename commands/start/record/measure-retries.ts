import type { RequestEntry } from "./entry";
import type { Measures, Observed } from "./observed";

/** What happens to a record that is not acknowledged. */
export const measureRetries: Measures<"after-4xx" | "after-5xx" | "without-answer"> = {
  "after-4xx": (observed) => retryAfter(observed, ({ answer }) => isFrom(400, answer)),
  "after-5xx": (observed) => retryAfter(observed, ({ answer }) => isFrom(500, answer)),
  "without-answer": (observed) => retryAfter(observed, ({ answer }) => answer === "reset"),
};

const isFrom = (hundred: number, answer: RequestEntry["answer"]): boolean =>
  typeof answer === "number" && answer >= hundred && answer < hundred + 100;

function retryAfter(
  { records, endedAt, patienceMs }: Observed,
  hasFailed: (request: RequestEntry) => boolean,
): "again" | "abandoned" | undefined {
  const failed = records.filter((request) => request.record !== undefined && hasFailed(request));
  const later = (request: RequestEntry): RequestEntry[] =>
    records.filter(({ record, at }) => record === request.record && at > request.at);
  const hasWaited = ({ answeredAt }: RequestEntry): boolean => endedAt - answeredAt >= patienceMs;
  if (failed.some((request) => hasWaited(request) && later(request).length === 0)) return "abandoned";
  // Another body can be a newer change of the record. It says nothing of the one that failed.
  return failed.some((request) => later(request).some((one) => isSameChange(one, request))) ? "again" : undefined;
}

/** Where one of the bodies was not read, the digest has to be enough. */
const isSameChange = (a: RequestEntry, b: RequestEntry): boolean =>
  a.change === undefined || b.change === undefined || a.change === b.change;
