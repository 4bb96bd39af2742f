import { describe } from "../expect";
import { experiment } from "../experiment";

/** A type of the program in other case. */
export const contentTypeCase = experiment({
  name: "content-type-case",
  decide: async (api) => {
    const { answer } = await api.send({ headers: { "Content-Type": "Application/JSON" } });
    const found = describe(answer);
    if (answer.status === 415) return { value: "counts", found };
    return answer.status === 200 ? { value: "ignored", found } : { found };
  },
});
