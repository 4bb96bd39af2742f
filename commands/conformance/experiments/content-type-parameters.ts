import { describe, isRefusedByTemplate } from "../expect";
import { experiment } from "../experiment";

/** A parameter that the program does not list. Its template refuses it if the request gets that far. */
export const contentTypeParameters = experiment({
  name: "content-type-parameters",
  decide: async (api) => {
    const { answer } = await api.send({ headers: { "Content-Type": "application/json; profile=conformance" } });
    const found = describe(answer);
    if (answer.status === 415) return { value: "count", found };
    return isRefusedByTemplate(answer) ? { value: "set-aside", found } : { found };
  },
});
