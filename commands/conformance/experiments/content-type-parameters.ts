import { describe } from "../expect";
import { experiment } from "../experiment";

/** A parameter that the program has no template for. */
export const contentTypeParameters = experiment({
  name: "content-type-parameters",
  decide: async (api) => {
    const { answer } = await api.send({ headers: { "Content-Type": "application/json; profile=conformance" } });
    const found = describe(answer);
    if (answer.status === 415) return { value: "count", found };
    return answer.status === 200 ? { value: "set-aside", found } : { found };
  },
});
