import { EVERY_BYTE } from "../checks/samples";
import { CANNOT_BE_READ, describe, isRefusedByTemplate } from "../expect";
import { experiment } from "../experiment";

const TO_DO = "Set connector.format.mode to json or flat-json: bytes do not arrive.";

/** Every byte, as octets. */
export const binaryPayload = experiment({
  name: "binary-payload",
  decide: async (api) => {
    const headers = { "Content-Type": "application/octet-stream" };
    const { answer } = await api.send({ headers, body: EVERY_BYTE });
    const found = describe(answer);
    if (answer.status === 200) {
      const record = await api.read(answer);
      if (record === "hidden") return { found: CANNOT_BE_READ };
      return record?.data.equals(EVERY_BYTE) === true
        ? { value: "base64", found: "every byte is stored" }
        : { found: "other bytes are stored" };
    }
    if (isRefusedByTemplate(answer)) return { value: "text", found };
    return answer.status === 500 ? { value: "error", found } : { found };
  },
  broken: { text: TO_DO, error: TO_DO },
});
