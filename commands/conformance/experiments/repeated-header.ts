import { describe, readPartitionKey } from "../expect";
import { experiment } from "../experiment";

/** The digest twice: the partition key shows which one counts. */
export const repeatedHeader = experiment({
  name: "repeated-header",
  decide: async (api) => {
    const mark = api.nextMark();
    const [first, last] = [`${mark}-first`, `${mark}-last`];
    const { answer } = await api.send({ headers: { "aerospike-digest": [first, last] } });
    const key = await readPartitionKey(api, answer);
    if (key === first) return { value: "first", found: "the first digest is the partition key" };
    if (key === last) return { value: "last", found: "the last digest is the partition key" };
    if (key === `${first}, ${last}`) return { value: "joined", found: "both digests are the partition key" };
    return { found: key === undefined ? describe(answer) : `the partition key is ${key}` };
  },
});
