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
    const { request } = api.prepare();
    const headers = request.headers.filter(([name]) => name.toLowerCase() !== "aerospike-digest");
    const sent = [...headers, ["aerospike-digest", first], ["AEROSPIKE-Digest", last]] as typeof headers;
    const take = api.ledger.note(mark, "header-order");
    const answer = await api.client.send({ ...request, headers: sent });
    take(answer.status, answer.text);
    const key = await readPartitionKey(api, answer);
    if (key === last) return { value: "sent", found: "the later header is the partition key" };
    if (key === first) return { value: "reversed", found: "the earlier header is the partition key" };
    return { found: key === undefined ? describe(answer) : `the partition key is ${key}` };
  },
});
