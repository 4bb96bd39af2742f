import { nameLimits } from "../../../policies/rules/name-limits";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(nameLimits, {
  finds: {
    "a stream's name that is too long": {
      stack: change("stream", { name: "a".repeat(129) }),
      found: { stream: ["name has 129 characters, AWS takes 128."] },
    },
    "a stage's name with a dot": {
      stack: change("stage", { stageName: "dev.1" }),
      found: { stage: ["stageName has characters that AWS does not take: it takes ^[a-zA-Z0-9_-]+$."] },
    },
    "a role's name that is too long": {
      stack: change("role", { name: "r".repeat(65) }),
      found: { role: ["name has 65 characters, AWS takes 64."] },
    },
  },
  accepts: {
    "names as long as AWS takes them": { stack: change("stream", { name: "a".repeat(128) }) },
    "a name that AWS or Pulumi makes": { stack: change("stream", { name: undefined }) },
  },
});
