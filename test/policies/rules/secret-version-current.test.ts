import { secretVersionCurrent } from "../../../policies/rules/secret-version-current";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(secretVersionCurrent, {
  finds: {
    "a connector's file that nobody reads": {
      stack: change("secret-version", { versionStages: ["AWSPREVIOUS"] }),
      found: { "secret-version": ["versionStages lacks AWSCURRENT: whoever reads the secret gets an older file."] },
      phases: ["up"],
    },
  },
  accepts: {
    "the current version in so many words": {
      stack: change("secret-version", { versionStages: ["AWSCURRENT", "blue"] }),
    },
    "another secret's": { stack: change("secret-version", { versionStages: ["AWSPENDING"], secretString: "{}" }) },
  },
});
