import { connectorConfigOutput } from "../../../policies/rules/connector-config-output";
import { assigned, type Fixture } from "../../support/policy";
import { CONNECTOR_CONFIG, KEY_VALUE, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const output = (config: string): readonly Fixture[] => [
  {
    type: "pulumi:pulumi:Stack",
    name: "orders-dev",
    inputs: {},
    outputs: { connectorConfig: { a: assigned(config.replace(KEY_VALUE, "")) } },
  },
  ...pipeline,
];

describeRule(connectorConfigOutput, {
  finds: {
    "a URL that is not https": {
      stack: output(CONNECTOR_CONFIG.replace("https:", "http:")),
      phases: ["up"],
      found: {
        "orders-dev": [
          "output connectorConfig.a: line 7 of the connector configuration has a URL that begins with http://.",
        ],
      },
    },
    "a call-timeout as long as XDR waits": {
      stack: output(CONNECTOR_CONFIG.replace("8000", "10000")),
      phases: ["up"],
      found: {
        "orders-dev": ["output connectorConfig.a: line 11 of the connector configuration sets call-timeout to 10000."],
      },
    },
    "one above what is configured": {
      stack: output(CONNECTOR_CONFIG),
      config: { "connector-config-output": { belowMilliseconds: 8000 } },
      phases: ["up"],
      found: {
        "orders-dev": ["output connectorConfig.a: line 11 of the connector configuration sets call-timeout to 8000."],
      },
    },
  },
  accepts: { "a good configuration, and other outputs": { stack: output(CONNECTOR_CONFIG) } },
});
