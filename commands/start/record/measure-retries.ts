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
  const lastOf = new Map(records.map((request) => [request.record, request]));
  const failed = records.filter((request) => request.record !== undefined && hasFailed(request));
  const isLast = (request: RequestEntry): boolean => lastOf.get(request.record) === request;
  if (failed.some((request) => isLast(request) && endedAt - request.answeredAt >= patienceMs)) return "abandoned";
  return failed.some((request) => !isLast(request)) ? "again" : undefined;
}
