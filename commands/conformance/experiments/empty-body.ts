import { describe, isRefusedByTemplate } from "../expect";
import { experiment } from "../experiment";

/** No body, as JSON. The program refuses the text that API Gateway is known to make of it. */
export const emptyBody = experiment({
  name: "empty-body",
  decide: async (api) => {
    const { answer } = await api.send({ body: "" });
    const found = describe(answer);
    if (isRefusedByTemplate(answer)) return { value: "braces", found };
    if (answer.status !== 200) return { found };
    const stored = await api.read(answer);
    return stored?.data.length === 0 ? { value: "empty-text", found: "an empty record is stored" } : { found };
  },
});
