import { describe, readPartitionKey } from "../expect";
import { experiment } from "../experiment";

/**
 * The digest twice, under names in different case. The program's template takes the one that it meets last. Where API
 * Gateway makes one header of both, the order cannot be told from which of the two it keeps.
 */
export const headerOrder = experiment({
  name: "header-order",
  decide: async (api) => {
    const mark = api.nextMark();
    const [first, last] = [`${mark}-first`, `${mark}-last`];
    const { answer } = await api.send({
      headers: { "aerospike-digest": first },
      lastHeaders: [["AEROSPIKE-Digest", last]],
    });
    const key = await readPartitionKey(api, answer);
    if (key === last) return { value: "sent", found: "the later header is the partition key" };
    if (key === first) return { value: "reversed", found: "the earlier header is the partition key" };
    return { found: key === undefined ? describe(answer) : `the partition key is ${key}` };
  },
});
