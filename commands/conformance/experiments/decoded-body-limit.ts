import { gzipSync } from "node:zlib";

import { BINARY_10_MB } from "../checks/samples";
import { describe, isRefusedByTemplate } from "../expect";
import { experiment } from "../experiment";

/** Some kilobytes of gzip that become more than 10 MB. */
export const decodedBodyLimit = experiment({
  name: "decoded-body-limit",
  decide: async (api) => {
    const headers = { "Content-Encoding": "gzip" };
    const plain = await api.send({ headers, isUnusual: true });
    if (plain.answer.status !== 415) return { found: "API Gateway does not decode bodies" };
    const body = gzipSync(Buffer.alloc(BINARY_10_MB + 1, "x"));
    const { answer } = await api.send({ headers, body, isUnusual: true });
    const found = describe(answer);
    if (answer.status === 413) return { value: "applies", found };
    return isRefusedByTemplate(answer) || answer.status === 200 ? { value: "sent-only", found } : { found };
  },
});
