import { DECIMAL_10_MB } from "../checks/samples";
import { describe } from "../expect";
import { experiment } from "../experiment";

/** One byte more than the smaller of both limits. */
export const bodyLimit = experiment({
  name: "body-limit",
  decide: async (api) => {
    const headers = { "Content-Type": "application/octet-stream" };
    const { answer } = await api.send({ headers, body: Buffer.alloc(DECIMAL_10_MB + 1, 0xff) });
    const found = `${DECIMAL_10_MB + 1} bytes: ${describe(answer)}`;
    if (answer.status === 413) return { value: "megabytes", found };
    return answer.status === 200 || answer.status === 400 || answer.status === 500
      ? { value: "mebibytes", found }
      : { found };
  },
});
