import { integrationTimeout } from "../../../policies/rules/integration-timeout";
import { awsAssigns } from "../../support/policy";
import { change, CONNECTOR_CONFIG } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const late = (timeout: number, call: number) =>
  `timeoutMilliseconds is ${timeout}, the connector waits ${call}: it would send a record again that is stored a moment later.`;
const withCallTimeout = (callTimeout: string) =>
  change("secret-version", { secretString: awsAssigns(CONNECTOR_CONFIG.replace("call-timeout: 8000", callTimeout)) });

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
    "a timeout longer than the rendered call-timeout": {
      stack: withCallTimeout("call-timeout: 5000"),
      phases: ["up"],
      found: {
        "post-integration": [
          "timeoutMilliseconds is 6000, and by line 11 of the connector configuration in secret-version the connector waits 5000: it would send a record again that is stored a moment later.",
        ],
      },
    },
    "a timeout as long as the configured call-timeout": {
      stack: change("post-integration", { timeoutMilliseconds: 8000 }),
      config: { "integration-timeout": { callTimeoutMilliseconds: 8000 } },
      found: { "post-integration": [late(8000, 8000)] },
    },
  },
  accepts: {
    "a rendered call-timeout that is longer": { stack: withCallTimeout("call-timeout: 6001") },
    "the configuration of a connector that sends elsewhere": {
      stack: withCallTimeout("call-timeout: 5000").map((one) =>
        one.name === "secret-version" ? { ...one, edges: {} } : one,
      ),
    },
    "a timeout just below both": { stack: change("post-integration", { timeoutMilliseconds: 7999 }) },
    "a MOCK, which waits for nobody": { stack: change("get-integration", { timeoutMilliseconds: 29000 }) },
  },
});
