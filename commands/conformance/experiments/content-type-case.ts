import { describe, isRefusedByTemplate } from "../expect";
import { experiment } from "../experiment";

/** A type of the program in other case, which its template refuses if the request gets that far. */
export const contentTypeCase = experiment({
  name: "content-type-case",
  decide: async (api) => {
    const { answer } = await api.send({ headers: { "Content-Type": "Application/JSON" } });
    const found = describe(answer);
    if (answer.status === 415) return { value: "counts", found };
    return isRefusedByTemplate(answer) ? { value: "ignored", found } : { found };
  },
});
