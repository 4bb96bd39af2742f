import { functionUrlAuthenticated } from "../../../policies/rules/function-url-authenticated";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const url = (inputs: object) =>
  plus({ type: "aws:lambda/functionUrl:FunctionUrl", name: "url", inputs: { functionName: "orders", ...inputs } });

describeRule(functionUrlAuthenticated, {
  finds: {
    "a URL for anybody": {
      stack: url({ authorizationType: "NONE" }),
      found: { url: ['authorizationType is "NONE": anybody calls the function.'] },
    },
    "a URL that says nothing": {
      stack: url({}),
      found: { url: ["authorizationType is not set: anybody calls the function."] },
    },
  },
  accepts: { "signed calls": { stack: url({ authorizationType: "AWS_IAM" }) } },
});
