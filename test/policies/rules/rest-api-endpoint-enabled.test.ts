import { restApiEndpointEnabled } from "../../../policies/rules/rest-api-endpoint-enabled";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const mapping: Fixture = {
  type: "aws:apigateway/basePathMapping:BasePathMapping",
  name: "mapping",
  inputs: { domainName: "ingest.example.com", restApi: awsAssigns("a1b2c3"), stageName: "dev" },
  edges: { restApi: ["api"] },
};
const OFF =
  "disableExecuteApiEndpoint is true, and no custom domain name of this stack leads to the API: every record is refused.";

describeRule(restApiEndpointEnabled, {
  finds: {
    "an endpoint that is switched off": {
      stack: change("api", { disableExecuteApiEndpoint: true }),
      found: { api: [OFF] },
    },
  },
  accepts: {
    "an endpoint that is switched off for the sake of a domain name": {
      stack: [...change("api", { disableExecuteApiEndpoint: true }), mapping],
    },
    "an endpoint that is said to be on": { stack: change("api", { disableExecuteApiEndpoint: false }) },
  },
});
