import { integrationMethodResponse } from "../../../policies/rules/integration-method-response";
import { awsAssigns } from "../../support/policy";
import { change, changeFixture, pipeline, plus, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const findingFor = (statusCode: string) =>
  `the method declares no response with statusCode "${statusCode}": AWS refuses the mapping.`;

const declared = pipeline.find(({ name }) => name === "post-503")!;

// A body cannot leave one out: the import makes it.
describeRule(integrationMethodResponse, {
  finds: {
    "a response without a method response": {
      stack: without("post-503"),
      found: { "post-503-mapping": [findingFor("503")] },
      inBody: false,
    },
    "a method response of another status": {
      stack: change("post-503", { statusCode: "504" }),
      found: { "post-503-mapping": [findingFor("503")] },
      inBody: false,
    },
    "a MOCK's response without a method response": {
      stack: without("get-200"),
      found: { "get-200-mapping": [findingFor("200")] },
      inBody: false,
    },
  },
  accepts: {
    "a status that the method declares beside others": {
      stack: plus({ ...declared, name: "post-504", inputs: { ...declared.inputs, statusCode: "504" } }),
    },
    "a mapping that takes its status from the method response": {
      stack: changeFixture("post-503-mapping", (mapping) => ({
        ...mapping,
        inputs: { ...mapping.inputs, statusCode: awsAssigns("503") },
      })),
    },
  },
});
