import { apiKeyLinked } from "../../../policies/rules/api-key-linked";
import { awsAssigns } from "../../support/policy";
import { changeFixture, plus, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const UNLINKED = "no UsagePlanKey of this stack links this key to a usage plan: it opens nothing.";

describeRule(apiKeyLinked, {
  finds: {
    "a second key without a link": {
      stack: plus({
        type: "aws:apigateway/apiKey:ApiKey",
        name: "spare",
        inputs: { region: "eu-west-1" },
        outputs: { id: "k2", value: "[secret]" },
      }),
      found: { spare: [UNLINKED] },
    },
    "the only key without a link": {
      stack: without("link"),
      found: { key: [UNLINKED] },
      also: {
        "rest-api-key-plan on stage": [
          "no key is linked to plan, the usage plan of this stage: every request is answered 403.",
        ],
      },
    },
    "a key of others beside its own": {
      stack: plus({
        type: "aws:apigateway/usagePlanKey:UsagePlanKey",
        name: "foreign-link",
        inputs: { keyId: "k9", keyType: "API_KEY", usagePlanId: awsAssigns("p1") },
        options: { additionalSecretOutputs: ["value"] },
        edges: { usagePlanId: ["plan"] },
      }),
      found: {
        "foreign-link": [
          "lets in a key that this stack does not have, beside those that it has: nobody sees here who holds it.",
        ],
      },
    },
  },
  accepts: {
    "a stack of keys alone, whose plans are elsewhere": {
      stack: [{ type: "aws:apigateway/apiKey:ApiKey", name: "shared", inputs: { region: "eu-west-1" } }],
    },
    "a link by ids, once they are known": {
      stack: changeFixture("link", (link) => ({ ...link, edges: {} })),
      phases: ["up"],
    },
  },
});
