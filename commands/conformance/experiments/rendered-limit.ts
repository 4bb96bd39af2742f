import { DECIMAL_10_MB } from "../checks/samples";
import { describe, wordOf } from "../expect";
import { experiment } from "../experiment";

/** What Kinesis answers to a record that is larger than its stream takes. API Gateway then handed it on. */
const TOO_LARGE_FOR_STREAM = ["Validation", "InvalidArgument"];

/** A body below 10 MB whose Base64 is above. */
export const renderedLimit = experiment({
  name: "rendered-limit",
  decide: async (api) => {
    const headers = { "Content-Type": "application/octet-stream" };
    const { answer } = await api.send({ headers, body: Buffer.alloc(DECIMAL_10_MB - 1000, 0xff) });
    const found = describe(answer);
    const isHandedOn = answer.status === 400 && TOO_LARGE_FOR_STREAM.includes(wordOf(answer));
    if (answer.status === 200 || isHandedOn) return { value: "none", found };
    return answer.status === 500 ? { value: "applies", found } : { found };
  },
  broken: {
    applies:
      "Records above 7.5 MB stall their Aerospike partition. Lower max-record-size of the namespace, or split such records.",
  },
});
