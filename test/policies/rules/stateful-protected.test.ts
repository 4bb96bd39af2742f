import type { PolicyPackConfig } from "@pulumi/policy";

import { statefulProtected } from "../../../policies/rules/stateful-protected";
import { changeFixture } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const withoutProtection = (name: string) =>
  changeFixture(name, (fixture) => ({ ...fixture, options: { protect: false } }));
const DELETED = "protect is not set: a change that replaces it, or a destroy, deletes it for good.";
const config: PolicyPackConfig = { "stateful-protected": "mandatory" };

describeRule(statefulProtected, {
  finds: {
    "an unprotected stream in a protected stage": {
      stack: withoutProtection("stream"),
      config,
      found: { stream: [DELETED] },
    },
    "an unprotected API in a protected stage": { stack: withoutProtection("api"), config, found: { api: [DELETED] } },
    "an unprotected secret in a protected stage": {
      stack: withoutProtection("secret"),
      config,
      found: { secret: [DELETED] },
    },
    "an unprotected key in a protected stage": { stack: withoutProtection("key"), config, found: { key: [DELETED] } },
    "a type that the configuration adds": {
      stack: withoutProtection("stage"),
      config: { "stateful-protected": { enforcementLevel: "mandatory", types: ["aws:apigateway/stage:Stage"] } },
      found: { stage: [DELETED] },
    },
  },
  accepts: { "an unprotected stream in another stage": { stack: withoutProtection("stream") } },
});
