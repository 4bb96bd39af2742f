import { secretVersionCurrent } from "../../../policies/rules/secret-version-current";
import { awsAssigns } from "../../support/policy";
import { change, changeFixture, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ignoring = (...ignoreChanges: string[]) =>
  changeFixture("secret-version", (fixture) => ({ ...fixture, options: { ignoreChanges } }));

const PLACEHOLDER =
  "writes a current version that is no connector's file, into the secret of one: who reads it gets the later one.";
const version = (name: string, inputs: Readonly<Record<string, unknown>>) => ({
  type: "aws:secretsmanager/secretVersion:SecretVersion",
  name,
  inputs: { region: "eu-west-1", secretId: awsAssigns("s1"), secretString: "to be filled in", ...inputs },
  edges: { secretId: ["secret"] },
});
const rotation = (...secrets: string[]) => ({
  type: "aws:secretsmanager/secretRotation:SecretRotation",
  name: "rotation",
  inputs: { region: "eu-west-1", secretId: secrets.length > 0 ? awsAssigns("s1") : "s2" },
  edges: { secretId: secrets },
});

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
    "a placeholder that becomes the current version": {
      stack: plus(version("placeholder", {})),
      found: { placeholder: [PLACEHOLDER] },
    },
    "a function that rotates the file": {
      stack: plus(rotation("secret")),
      found: {
        rotation: [
          "rotates the secret of a connector's file: the function writes another file than this run, or none.",
        ],
      },
    },
  },
  accepts: {
    "a version that nobody reads": { stack: plus(version("placeholder", { versionStages: ["AWSPREVIOUS"] })) },
    "a function that rotates another secret": { stack: plus(rotation()) },
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
