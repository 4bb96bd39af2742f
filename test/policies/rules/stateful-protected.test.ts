import type { PolicyPackConfig } from "@pulumi/policy";

import { statefulProtected } from "../../../policies/rules/stateful-protected";
import { changeFixture } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const exposed = (name: string) => changeFixture(name, (fixture) => ({ ...fixture, options: { protect: false } }));
const DELETED = "protect is not set: a change that replaces it, or a destroy, deletes it for good.";
const config: PolicyPackConfig = { "stateful-protected": "mandatory" };

describeRule(statefulProtected, {
  finds: {
    "an unprotected stream in a protected stage": { stack: exposed("stream"), config, found: { stream: [DELETED] } },
    "an unprotected API in a protected stage": { stack: exposed("api"), config, found: { api: [DELETED] } },
    "an unprotected secret in a protected stage": { stack: exposed("secret"), config, found: { secret: [DELETED] } },
    "an unprotected key in a protected stage": { stack: exposed("key"), config, found: { key: [DELETED] } },
    "a type that the configuration adds": {
      stack: exposed("stage"),
      config: { "stateful-protected": { enforcementLevel: "mandatory", types: ["aws:apigateway/stage:Stage"] } },
      found: { stage: [DELETED] },
    },
  },
  accepts: { "an unprotected stream in another stage": { stack: exposed("stream") } },
});
