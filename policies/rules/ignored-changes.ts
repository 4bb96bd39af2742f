import { resourceRule } from "../pack/rule";
import { ignoredBy, isJudged } from "../read/judged-properties";
import { isSet, listAt, textAt } from "../read/resource";
import { awsType } from "../read/types";

export const ignoredChanges = resourceRule({
  name: "ignored-changes",
  description: "No change of a property that a rule judges is ignored.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Take the property out of ignoreChanges, and leave out putRestApiMode.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/ignorechanges/",
  tags: ["apigateway", "kinesis", "iam", "governance"],
  checks: [
    (resource) => {
      const ignored = ignoredBy(resource).filter((property) => isJudged(resource, property));
      return ignored.length === 0 ? undefined : `ignoreChanges has ${ignored.join(", ")}: ${STAYS}`;
    },
    // The provider's documentation asks for it in private APIs: an import would take their endpoints away for a while.
    // https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/restapi/
    (api) =>
      api.type === awsType.restApi &&
      isSet(api, "body") &&
      textAt(api, "putRestApiMode")?.toLowerCase() === "merge" &&
      !listAt(api, "endpointConfiguration.vpcEndpointIds").length
        ? "putRestApiMode is merge: what the body no longer has stays in the API, and no rule sees it."
        : undefined,
  ],
});

const STAYS = "AWS keeps what it has, whatever the program says and the rules have judged.";
