import { integrationTimeout } from "../../../policies/rules/integration-timeout";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const late = (timeout: number, call: number) =>
  `timeoutMilliseconds is ${timeout}, the connector waits ${call}: it would send a record again that is stored a moment later.`;

describeRule(integrationTimeout, {
  finds: {
    "API Gateway's own timeout": {
      stack: change("post-integration", { timeoutMilliseconds: undefined }),
      found: { "post-integration": [late(29000, 10000)] },
    },
    "XDR's timeout": {
      stack: change("post-integration", { timeoutMilliseconds: 10000 }),
      found: { "post-integration": [late(10000, 10000)] },
    },
    "a timeout as long as the configured call-timeout": {
      stack: change("post-integration", { timeoutMilliseconds: 8000 }),
      config: { "integration-timeout": { callTimeoutMilliseconds: 8000 } },
      found: { "post-integration": [late(8000, 8000)] },
    },
  },
  accepts: {
    "a timeout just below": { stack: change("post-integration", { timeoutMilliseconds: 9999 }) },
    "a MOCK, which waits for nobody": { stack: change("get-integration", { timeoutMilliseconds: 29000 }) },
  },
});
