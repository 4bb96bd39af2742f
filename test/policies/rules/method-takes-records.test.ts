import { methodTakesRecords } from "../../../policies/rules/method-takes-records";
import { awsAssigns, type Fixture } from "../../support/policy";
import { pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const validated = (
  method: string,
  inputs: Record<string, unknown>,
  validator: Record<string, unknown>,
): readonly Fixture[] => [
  ...pipeline.map((fixture) =>
    fixture.name === method
      ? {
          ...fixture,
          inputs: { ...fixture.inputs, ...inputs, requestValidatorId: awsAssigns("v1") },
          edges: { ...fixture.edges, requestValidatorId: ["validator"] },
        }
      : fixture,
  ),
  {
    type: "aws:apigateway/requestValidator:RequestValidator",
    name: "validator",
    inputs: { region: "eu-west-1", restApi: awsAssigns("a1b2c3"), ...validator },
    outputs: { id: awsAssigns("v1") },
    edges: { restApi: ["api"] },
  },
];
const HEADER = { requestParameters: { "method.request.header.aerospike-digest": true } };
const MODEL = { requestModels: { "application/json": "Order" } };

describeRule(methodTakesRecords, {
  finds: {
    "parameters that a record must have": {
      stack: validated("post", HEADER, { validateRequestParameters: true }),
      found: { post: ["requestValidatorId asks for parameters: a record without one of them is refused for ever."] },
      inBody: false,
    },
    "a model that a body must fit": {
      stack: validated("post", MODEL, { validateRequestBody: true }),
      found: { post: ["requestValidatorId checks the body against a model: what does not fit is refused for ever."] },
      inBody: false,
    },
  },
  accepts: {
    "a validator that looks at nothing": { stack: validated("post", { ...HEADER, ...MODEL }, {}) },
    "a validator of a method that writes nothing": {
      stack: validated("get", HEADER, { validateRequestParameters: true }),
    },
  },
});
