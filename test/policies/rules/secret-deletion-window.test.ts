import { secretDeletionWindow } from "../../../policies/rules/secret-deletion-window";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(secretDeletionWindow, {
  finds: {
    "a secret that is deleted at once": {
      stack: change("secret", { recoveryWindowInDays: 0 }),
      found: { secret: ["recoveryWindowInDays is 0, at least 7 are required: what is deleted is gone at once."] },
    },
    "a shorter window than configured": {
      stack: change("secret", { recoveryWindowInDays: 7 }),
      config: { "secret-deletion-window": { minimumDays: 30 } },
      found: { secret: ["recoveryWindowInDays is 7, at least 30 are required: what is deleted is gone."] },
    },
  },
  accepts: {
    "a secret with Secrets Manager's own window": { stack: change("secret", { recoveryWindowInDays: undefined }) },
    "deletion at once where it is configured": {
      stack: change("secret", { recoveryWindowInDays: 0 }),
      config: { "secret-deletion-window": { minimumDays: 0 } },
    },
  },
});
