import { inRequest, INTEGRATION, props, replaced, set, templates } from "../build/changes";
import { r2Request, r3Pair, r4Template } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** A type of body reaches the template in a form that it is not for. */
export const mediaTypes: readonly Attack[] = [
  r4Template(
    "body-of-other-type",
    "a record of a binary type is read as text",
    inRequest((given) => ({
      ...given,
      requestTemplates: {
        ...(given.requestTemplates as object),
        "image/png": (given.requestTemplates as Record<string, string>)["application/json"]!,
      },
    })),
  ),
  r2Request(
    "compressed-as-text",
    "bytes of a compressed body are read as text, and stored as what nobody can unpack",
    inRequest(templates(replaced("$isUnfit || ", ""))),
  ),
  r2Request(
    "types-swapped",
    "the template of bytes is taken for JSON, so no JSON is ever stored",
    inRequest((given) => {
      const all = given.requestTemplates as Record<string, string>;
      return { ...given, requestTemplates: { ...all, "application/json": all["application/avro"]! } };
    }),
  ),
  r2Request(
    "bytes-as-text",
    "bytes reach the template as text, and are stored otherwise",
    inRequest({
      contentHandling: undefined,
    }),
  ),
  r3Pair("json-as-bytes", "JSON reaches the template as Base64, which encodes it once more", {
    changes: {
      api: props((given) => ({
        ...given,
        binaryMediaTypes: [...(given.binaryMediaTypes as string[]), "application/json"],
      })),
    },
    at: [INTEGRATION],
  }),
  r3Pair("everything-as-bytes", "every type reaches the template as Base64, and JSON is encoded twice", {
    changes: { api: set({ binaryMediaTypes: ["*/*"] }) },
    at: [INTEGRATION],
  }),
  r3Pair("bytes-as-text", "bytes are read as UTF-8 text, and a text that looks like Base64 is stored decoded", {
    changes: { api: set({ binaryMediaTypes: [] }) },
    at: [INTEGRATION],
  }),
  r3Pair("bytes-into-template", "the bytes of a record reach the template as bytes, which it cannot read", {
    changes: { [INTEGRATION]: set({ contentHandling: "CONVERT_TO_BINARY" }) },
  }),
];
