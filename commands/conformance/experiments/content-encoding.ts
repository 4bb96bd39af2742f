import { gzipSync } from "node:zlib";

import { describe, isRefusedByTemplate } from "../expect";
import { experiment } from "../experiment";

/**
 * A body in gzip, and one that only says so. Only what decodes bodies refuses the second one with 415. The program
 * refuses the first one while its template sees the header.
 */
export const contentEncoding = experiment({
  name: "content-encoding",
  decide: async (api) => {
    const headers = { "Content-Encoding": "gzip" };
    const plain = await api.send({ headers, isUnusual: true });
    const coded = await api.send({ headers, body: gzipSync(`{"conformance":"gzip"}`), isUnusual: true });
    const found = `gzip ${describe(coded.answer)}, no gzip ${describe(plain.answer)}`;
    if (coded.answer.status === 200) return { value: "decoded-without-header", found };
    if (!isRefusedByTemplate(coded.answer)) return { found };
    if (plain.answer.status === 415) return { value: "decoded", found };
    return isRefusedByTemplate(plain.answer) ? { value: "as-sent", found } : { found };
  },
});
