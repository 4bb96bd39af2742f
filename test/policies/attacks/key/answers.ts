import { mapping, set } from "../build/changes";
import { attackOf, r3Pair } from "../build/kinds";
import type { Attack } from "../harness/attack";

const r4Told = attackOf("r4", "told", "no answer has the caller's key");

/** An answer has the caller's key. */
export const answers: readonly Attack[] = [
  r4Told("multi-value", "an error sends the caller's key back, as a list", {
    changes: {
      "api-default-4xx": set({
        responseParameters: { "gatewayresponse.header.X-Caller": "method.request.multivalueheader.x-api-key" },
      }),
    },
  }),
  r4Told("from-context", "a success sends the caller's key back", {
    changes: {
      "api-post-200": set({ responseParameters: { "method.response.header.X-Caller": false } }),
      [mapping(200)]: set({ responseParameters: { "method.response.header.X-Caller": "context.identity.apiKey" } }),
    },
  }),
  r3Pair("key-in-gateway-header", "an error sends the key back in a header", {
    changes: {
      "api-throttled": set({
        responseParameters: { "gatewayresponse.header.X-Caller": "method.request.header.x-api-key" },
      }),
    },
  }),
  r3Pair("key-in-gateway-body", "an error prints the caller's key", {
    changes: {
      "api-default-4xx": set({ responseTemplates: { "application/json": '{"error": "$context.identity.apiKey"}' } }),
    },
  }),
];
