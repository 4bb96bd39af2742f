import { resourceRule } from "../pack/rule";
import { ignoredBy, isJudged } from "../read/judged-properties";

export const ignoredChanges = resourceRule({
  name: "ignored-changes",
  description: "No change of a property that a rule judges is ignored.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Take the property out of ignoreChanges.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/ignorechanges/",
  tags: ["apigateway", "kinesis", "iam", "governance"],
  checks: [
    (resource) => {
      const ignored = ignoredBy(resource).filter((property) => isJudged(resource, property));
      return ignored.length === 0 ? undefined : `ignoreChanges has ${ignored.join(", ")}: ${STAYS}`;
    },
  ],
});

const STAYS = "AWS keeps what it has, whatever the program says and the rules have judged.";
