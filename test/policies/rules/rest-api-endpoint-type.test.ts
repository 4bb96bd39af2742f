import { restApiEndpointType } from "../../../policies/rules/rest-api-endpoint-type";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(restApiEndpointType, {
  finds: {
    "an API without an endpoint type": {
      stack: change("api", { endpointConfiguration: undefined }),
      found: {
        api: ["endpointConfiguration.types is not set: AWS then makes an edge endpoint, which respells header names."],
      },
    },
    "an edge endpoint": {
      stack: change("api", { "endpointConfiguration.types": "EDGE" }),
      found: { api: ['endpointConfiguration.types is "EDGE"; allowed: REGIONAL, PRIVATE.'] },
    },
    "an edge endpoint in a list": {
      stack: change("api", { "endpointConfiguration.types": ["EDGE"] }),
      found: { api: ['endpointConfiguration.types is "EDGE"; allowed: REGIONAL, PRIVATE.'] },
    },
    "a regional endpoint where private ones are configured": {
      stack: change("api", {}),
      config: { "rest-api-endpoint-type": { types: ["PRIVATE"] } },
      found: { api: ['endpointConfiguration.types is "REGIONAL"; allowed: PRIVATE.'] },
    },
  },
  accepts: {
    "a private endpoint": { stack: change("api", { "endpointConfiguration.types": "PRIVATE" }) },
    "an edge endpoint where it is configured": {
      stack: change("api", { "endpointConfiguration.types": "EDGE" }),
      config: { "rest-api-endpoint-type": { types: ["EDGE"] } },
    },
  },
});
