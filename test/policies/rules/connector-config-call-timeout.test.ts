import { connectorConfigCallTimeout } from "../../../policies/rules/connector-config-call-timeout";
import { awsAssigns } from "../../support/policy";
import { change, CONNECTOR_CONFIG } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const config = (callTimeout: string) =>
  change("secret-version", {
    secretString: awsAssigns(CONNECTOR_CONFIG.replace("call-timeout: 8000", `call-timeout: ${callTimeout}`)),
  });

const batched = (settings: string) =>
  change("secret-version", { secretString: awsAssigns(`${CONNECTOR_CONFIG}batching: ${settings}\n`) });

describeRule(connectorConfigCallTimeout, {
  finds: {
    "records that wait for others longer than XDR waits": {
      stack: batched("{ enabled: true, batch-interval: 60000 }"),
      phases: ["up"],
      found: { "secret-version": ["line 15 of the connector configuration sets batch-interval to 60000."] },
    },
    "the guide's call-timeout": {
      stack: config("10000"),
      phases: ["up"],
      found: { "secret-version": ["line 11 of the connector configuration sets call-timeout to 10000."] },
    },
    "one in quotes": {
      stack: config('"12000"'),
      phases: ["up"],
      found: { "secret-version": ["line 11 of the connector configuration sets call-timeout to 12000."] },
    },
    "one in JSON, beside that of health checks": {
      stack: change("secret-version", {
        secretString: JSON.stringify({
          destinations: { a: { "health-check": { "call-timeout": 15000 }, "call-timeout": 20000 } },
        }),
      }),
      found: { "secret-version": ["line 1 of the connector configuration sets call-timeout to 20000."] },
    },
    "one in Helm values, with the underscores of older YAML": {
      stack: change("secret-version", {
        secretString: "connectorConfig:\n  destinations:\n    dc1:\n      call-timeout: 15_000\n",
      }),
      found: { "secret-version": ["line 4 of the connector configuration sets call-timeout to 15000."] },
    },
    "one above what is configured": {
      stack: config("8000"),
      config: { "connector-config-call-timeout": { belowMilliseconds: 5000 } },
      phases: ["up"],
      found: { "secret-version": ["line 11 of the connector configuration sets call-timeout to 8000."] },
    },
  },
  accepts: {
    "a call-timeout just below": { stack: config("9999"), phases: ["up"] },
    "records that wait a second for others": { stack: batched("{ batch-interval: 1000 }"), phases: ["up"] },
    "a time for batches that are off": { stack: batched("{ enabled: false, batch-interval: 60000 }"), phases: ["up"] },
  },
});
