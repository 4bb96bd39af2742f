import { EVERY_BYTE } from "../checks/samples";
import { describe, isRefusedByTemplate } from "../expect";
import { experiment } from "../experiment";

/** A binary type with a parameter. Where parameters count for the template, the request never gets that far. */
export const binaryTypeParameters = experiment({
  name: "binary-type-parameters",
  decide: async (api) => {
    const headers = { "Content-Type": "application/octet-stream; profile=conformance" };
    const { answer } = await api.send({ headers, body: EVERY_BYTE });
    const found = describe(answer);
    if (answer.status === 200) return { value: "set-aside", found };
    if (isRefusedByTemplate(answer)) return { value: "count", found };
    return { found: `${found}: API Gateway refuses the type before its body is read` };
  },
});
