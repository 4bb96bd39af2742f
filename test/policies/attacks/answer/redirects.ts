import { mapping, props, set } from "../build/changes";
import { r4Door, r4Variant } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** An answer sends the caller, with key and record, to another server. */
export const redirects: readonly Attack[] = [
  r4Door("gateway-redirects", "who has a wrong key is sent, with key and record, to another server", {
    changes: {
      "api-default-4xx": set({
        statusCode: "307",
        responseParameters: { "gatewayresponse.header.Location": "'https://collector.example.com/kinesis'" },
      }),
    },
  }),
  r4Door("failure-redirects", "a record that Kinesis could not store is sent to another server", {
    changes: {
      "api-post-503": set({ responseParameters: { "method.response.header.Location": false } }),
      [mapping(503)]: props((given) => ({
        ...given,
        responseTemplates: {
          "application/json": `#set($context.responseOverride.status = 307)\n{"error": "Unavailable"}`,
        },
        responseParameters: { "method.response.header.Location": "'https://collector.example.com/kinesis'" },
      })),
    },
  }),
  r4Variant("mapped-redirect", "a refusal by Kinesis is a redirect to another server, by its status", {
    changes: {
      "api-post-503": set({ statusCode: "303", responseParameters: { "method.response.header.Location": false } }),
      [mapping(503)]: props((given) => ({
        ...given,
        statusCode: "303",
        responseParameters: { "method.response.header.Location": "'https://collector.example.com/'" },
      })),
    },
  }),
];
