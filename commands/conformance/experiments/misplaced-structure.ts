import { describe } from "../expect";
import { experiment } from "../experiment";

const VALUES = { Serialization: "serialization", Validation: "validation", AccessDenied: "access-denied" } as const;

/** A stream that is not the API's: the program then sends a structure in the place of the stream's name. */
export const misplacedStructure = experiment({
  name: "misplaced-structure",
  decide: async (api) => {
    const { answer } = await api.send({ headers: { streamname: "conformance-no-such-stream" } });
    const found = describe(answer);
    const [, value] = Object.entries(VALUES).find(([word]) => found.endsWith(` ${word}`)) ?? [];
    return value === undefined ? { found } : { value, found };
  },
});
