import { resourceRegionAllowed } from "../../../policies/rules/resource-region-allowed";
import { pipeline, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const config = { "resource-region-allowed": { regions: ["eu-west-1", "eu-central-1"] } };
const topic = (inputs: object, provider?: object) =>
  plus({
    type: "aws:sns/topic:Topic",
    name: "topic",
    inputs: { ...inputs },
    ...(provider && { provider: { ...provider } }),
  });

describeRule(resourceRegionAllowed, {
  finds: {
    "a resource in another region": {
      stack: topic({ region: "us-east-1" }),
      config,
      found: { topic: ['region is "us-east-1"; allowed: eu-west-1, eu-central-1.'] },
    },
    "a resource whose provider is in another region": {
      stack: topic({}, { region: "us-east-1" }),
      config,
      found: { topic: ['region is "us-east-1"; allowed: eu-west-1, eu-central-1.'] },
    },
  },
  accepts: {
    "any region where none is configured": { stack: topic({ region: "us-east-1" }) },
    "the listed regions, by argument and by provider": { stack: topic({}, { region: "eu-central-1" }), config },
    "resources without a region": { stack: pipeline, config },
    "a resource's own region in place of its provider's": {
      stack: topic({ region: "eu-west-1" }, { region: "us-east-1" }),
      config,
    },
  },
});
