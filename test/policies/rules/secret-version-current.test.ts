import { secretVersionCurrent } from "../../../policies/rules/secret-version-current";
import { change, changeFixture } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ignoring = (...ignoreChanges: string[]) =>
  changeFixture("secret-version", (fixture) => ({ ...fixture, options: { ignoreChanges } }));

describeRule(secretVersionCurrent, {
  finds: {
    "a connector's file that nobody reads": {
      stack: change("secret-version", { versionStages: ["AWSPREVIOUS"] }),
      found: { "secret-version": ["versionStages lacks AWSCURRENT: whoever reads the secret gets an older file."] },
    },
    "a connector's file whose changes are ignored": {
      stack: ignoring("secretString"),
      found: {
        "secret-version": [
          "ignoreChanges has secretString of a connector's file: whoever reads it gets an older file.",
        ],
      },
    },
  },
  accepts: {
    "the current version in so many words": {
      stack: change("secret-version", { versionStages: ["AWSCURRENT", "blue"] }),
    },
    "a value that somebody else rotates": {
      stack: ignoring("secretString").map((fixture) =>
        fixture.name === "secret-version"
          ? { ...fixture, inputs: { ...fixture.inputs, secretString: "{}" }, edges: { secretId: ["secret"] } }
          : fixture,
      ),
    },
    "words for people": { stack: ignoring("region") },
    "another secret's": { stack: change("secret-version", { versionStages: ["AWSPENDING"], secretString: "{}" }) },
  },
});
