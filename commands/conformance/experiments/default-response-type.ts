import { describe, wordOf } from "../expect";
import { experiment } from "../experiment";

/** A request without a key. */
export const defaultResponseType = experiment({
  name: "default-response-type",
  decide: async (api) => {
    const { answer } = await api.send({ headers: { "x-api-key": undefined } });
    const found = describe(answer);
    if (wordOf(answer) === "INVALID_API_KEY") return { value: "own", found };
    return wordOf(answer).startsWith("DEFAULT_") ? { value: "default", found } : { found };
  },
});
