import { restApiNoBody } from "../../../policies/rules/rest-api-no-body";
import { awsAssigns } from "../../support/policy";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const UNJUDGED = "body is set: no rule of this pack reads OpenAPI, and what it declares goes unjudged.";

describeRule(restApiNoBody, {
  finds: {
    "an API from OpenAPI": { stack: change("api", { body: "{}" }), found: { api: [UNJUDGED] } },
    "a body that is not known yet": { stack: change("api", { body: awsAssigns("{}") }), found: { api: [UNJUDGED] } },
    "OpenAPI that is put over an API": {
      stack: plus({
        type: "aws:apigateway/restApiPut:RestApiPut",
        name: "put",
        inputs: { region: "eu-west-1", restApiId: awsAssigns("a1b2c3"), body: "{}" },
      }),
      found: { put: [UNJUDGED] },
    },
  },
  accepts: {
    "an API that is described by what looks like one": { stack: change("api", { description: "{}" }) },
  },
});
