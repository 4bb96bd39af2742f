import { BINARY_10_MB, DECIMAL_10_MB } from "../checks/samples";
import { describe } from "../expect";
import { experiment } from "../experiment";

/** One byte more than the smaller of both limits. If that is not too large, one byte more than the larger one. */
export const bodyLimit = experiment({
  name: "body-limit",
  decide: async (api) => {
    const headers = { "Content-Type": "application/octet-stream" };
    const answerTo = async (size: number) =>
      (await api.send({ headers, body: Buffer.alloc(size, 0xff), isUnusual: true })).answer;
    const smaller = await answerTo(DECIMAL_10_MB + 1);
    const found = `${DECIMAL_10_MB + 1} bytes: ${describe(smaller)}`;
    if (smaller.status === 413) return { value: "megabytes", found };
    const larger = await answerTo(BINARY_10_MB + 1);
    const both = `${found}, ${BINARY_10_MB + 1} bytes: ${describe(larger)}`;
    return larger.status === 413 ? { value: "mebibytes", found: both } : { found: both };
  },
});
