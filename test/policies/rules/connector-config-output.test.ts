import { connectorConfigOutput } from "../../../policies/rules/connector-config-output";
import { awsAssigns, type Fixture } from "../../support/policy";
import { CONNECTOR_CONFIG, KEY_VALUE, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const output = (config: string): readonly Fixture[] => [
  {
    type: "pulumi:pulumi:Stack",
    name: "orders-dev",
    inputs: {},
    outputs: { connectorConfig: { a: awsAssigns(config.replace(KEY_VALUE, "")) } },
  },
  ...pipeline,
];

const outputs = (values: Readonly<Record<string, unknown>>): readonly Fixture[] => [
  { type: "pulumi:pulumi:Stack", name: "orders-dev", inputs: {}, outputs: values },
  ...pipeline,
];
const DESTINATIONS = { dc1: { urls: ["http://a.example.com/x"], "call-timeout": 15000 } };
const NESTED = "connectorConfig:\n  destinations:\n    dc1:\n      urls: [http://a.example.com/x]\n";

describeRule(connectorConfigOutput, {
  finds: {
    "Helm values": {
      stack: outputs({ values: NESTED }),
      found: {
        "orders-dev": ["output values: line 4 of the connector configuration has a URL that begins with http://."],
      },
    },
    "a configuration that is an object, beside what is not known yet": {
      stack: outputs({ values: { connectorConfig: { service: awsAssigns("x"), destinations: DESTINATIONS } } }),
      found: {
        "orders-dev": [
          "output values.connectorConfig: the connector configuration has a URL that begins with http://.",
          "output values.connectorConfig: the connector configuration sets call-timeout to 15000.",
        ],
      },
    },
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
  accepts: {
    "an object with destinations of another kind": {
      stack: outputs({ mesh: { destinations: { a: { url: "http://10.0.0.1" } } } }),
    },
    "a good configuration, and other outputs": { stack: output(CONNECTOR_CONFIG) },
  },
});
