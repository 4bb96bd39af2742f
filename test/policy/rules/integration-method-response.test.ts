import { integrationMethodResponse } from "../../../policies/rules/integration-method-response";
import { change, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const refused = (statusCode: string) =>
  `the method declares no response with statusCode "${statusCode}": AWS refuses the mapping.`;

describeRule(integrationMethodResponse, {
  finds: {
    "a response without a method response": {
      stack: without("post-503"),
      found: { "post-503-mapping": [refused("503")] },
    },
    "a method response of another status": {
      stack: change("post-503", { statusCode: "504" }),
      found: { "post-503-mapping": [refused("503")] },
    },
    "a MOCK's response without a method response": {
      stack: without("get-200"),
      found: { "get-200-mapping": [refused("200")] },
    },
  },
});
