import { ignoredChanges } from "../../../policies/rules/ignored-changes";
import { change, changeFixture, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ignoring = (name: string, ...ignoreChanges: string[]) =>
  changeFixture(name, (fixture) => ({ ...fixture, options: { ...fixture.options, ignoreChanges } }));
const BODY = '{"openapi": "3.0.1", "info": {"title": "orders", "version": "1"}, "paths": {}}';
const words = (properties: string) =>
  `ignoreChanges has ${properties}: AWS keeps what it has, whatever the program says and the rules have judged.`;

describeRule(ignoredChanges, {
  finds: {
    "all of a deployment": { stack: ignoring("deployment", "*"), found: { deployment: [words("*")] } },
    "one trigger": { stack: ignoring("deployment", "triggers.model"), found: { deployment: [words("triggers")] } },
    "paths in brackets, each name once": {
      stack: ignoring("deployment", 'triggers["model"]', '["triggers"]', "restApi"),
      found: { deployment: [words("triggers, restApi")] },
    },
    "who may assume a role": {
      stack: ignoring("role", "assumeRolePolicy", "description"),
      found: { role: [words("assumeRolePolicy")] },
    },
    "what a role may do": { stack: ignoring("role-policy", "policy"), found: { "role-policy": [words("policy")] } },
    "the body of an API": { stack: ignoring("api", "body"), found: { api: [words("body")] } },
    "a stream's encryption": { stack: ignoring("stream", "kmsKeyId"), found: { stream: [words("kmsKeyId")] } },
    "a body that is merged into the API that AWS has": {
      stack: change("api", { body: BODY, putRestApiMode: "merge" }),
      found: {
        api: ["putRestApiMode is merge: what the body no longer has stays in the API, and no rule sees it."],
      },
    },
    "the key of a topic": {
      stack: [
        ...pipeline,
        {
          type: "aws:sns/topic:Topic",
          name: "topic",
          inputs: { region: "eu-west-1", kmsMasterKeyId: "alias/topics" },
          options: { ignoreChanges: ["kmsMasterKeyId"] },
        },
      ],
      found: { topic: [words("kmsMasterKeyId")] },
    },
  },
  accepts: {
    "tags and words for people": { stack: ignoring("stream", "tags", "tags.owner", "description") },
    "a body that overwrites the API that AWS has": {
      stack: change("api", { body: BODY, putRestApiMode: "overwrite" }),
    },
    "a body of a private API, which would lose its endpoints for a while": {
      stack: change("api", {
        body: BODY,
        putRestApiMode: "merge",
        endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: ["vpce-0123456789abcdef0"] },
      }),
    },
    "a value that somebody else rotates": {
      stack: ignoring("secret-version", "secretString").map((fixture) =>
        fixture.name === "secret-version" ? { ...fixture, inputs: { ...fixture.inputs, secretString: "{}" } } : fixture,
      ),
    },
  },
});
