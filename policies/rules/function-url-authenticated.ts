import { resourceRule } from "../pack/rule";
import { show, textAt } from "../read/resource";
import { awsType } from "../read/types";

export const functionUrlAuthenticated = resourceRule({
  name: "function-url-authenticated",
  description: "The URL of a function takes signed calls alone.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set authorizationType to "AWS_IAM".',
  url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  tags: ["lambda", "security", "authentication"],
  types: [awsType.functionUrl],
  checks: [
    (url) => {
      const authorization = textAt(url, "authorizationType");
      if (authorization === "AWS_IAM") return undefined;
      return `authorizationType is ${show(authorization)}: anybody calls the function.`;
    },
  ],
});
