import { connectorConfigAcknowledges } from "../../../policies/rules/connector-config-acknowledges";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, CONNECTOR_CONFIG, KEY_VALUE, pipeline, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const withCodes = (codes: string) =>
  CONNECTOR_CONFIG.replace("    call-timeout: 8000", `    http-success-status-codes: ${codes}\n    call-timeout: 8000`);
const codes = (list: string) => change("secret-version", { secretString: awsAssigns(withCodes(list)) });
const takes = (what: string) => [`line 11 of the connector configuration takes ${what} for a success.`];
const SKIPPED = `${CONNECTOR_CONFIG}routing:\n  mode: skip\n`;
const PARTLY_SKIPPED = `${CONNECTOR_CONFIG}routing:
  mode: static
  destination: [aws-kinesis]
namespaces:
  test:
    routing:
      mode: skip
  orders:
    sets:
      old:
        routing: { mode: skip }
`;
const routed = (routes: string) =>
  change("secret-version", { secretString: awsAssigns(`${CONNECTOR_CONFIG}${routes}`) });
const kubernetes = (type: string, inputs: Readonly<Record<string, unknown>>) => plus({ type, name: "copy", inputs });
const WITHOUT_KEY = withCodes("[200, 400]").replace(KEY_VALUE, "");

const output = (text: string): readonly Fixture[] => [
  { type: "pulumi:pulumi:Stack", name: "orders-dev", inputs: {}, outputs: { file: awsAssigns(text) } },
  ...pipeline,
];

describeRule(connectorConfigAcknowledges, {
  finds: {
    "an error of the caller's": {
      stack: codes("[200, 400]"),
      phases: ["up"],
      found: { "secret-version": takes("400") },
    },
    "an error of the server's, in quotes": {
      stack: codes('["200", "503"]'),
      phases: ["up"],
      found: { "secret-version": takes("503") },
    },
    "one status that is no list": { stack: codes("413"), phases: ["up"], found: { "secret-version": takes("413") } },
    "a redirection": { stack: codes("[200, 302]"), phases: ["up"], found: { "secret-version": takes("302") } },
    "what is no status": {
      stack: codes('["2xx"]'),
      phases: ["up"],
      found: { "secret-version": takes("what is no status") },
    },
    "statuses that another destination has by name": {
      stack: change("secret-version", {
        secretString: awsAssigns(
          withCodes("&codes [200, 404]").replace("destinations:", "x: 1\ndestinations:").replace(/$/, ""),
        ),
      }),
      phases: ["up"],
      found: { "secret-version": ["line 12 of the connector configuration takes 404 for a success."] },
    },
    "a route that skips": {
      stack: change("secret-version", { secretString: awsAssigns(SKIPPED) }),
      phases: ["up"],
      found: {
        "secret-version": [
          "line 16 of the connector configuration skips records, and tells XDR that they are delivered.",
        ],
      },
    },
    "routes of a namespace and of a set that skip": {
      stack: change("secret-version", { secretString: awsAssigns(PARTLY_SKIPPED) }),
      phases: ["up"],
      found: {
        "secret-version": [21, 25].map(
          (line) => `line ${line} of the connector configuration skips records, and tells XDR that they are delivered.`,
        ),
      },
    },
    "a port whose records are skipped, and one without a destination": {
      stack: routed(`routing: { mode: static, destination: [aws-kinesis] }
port-based-config:
  8902: { routing: { mode: skip } }
  8903: { routing: { mode: static, destination: [archive] } }
`),
      phases: ["up"],
      found: {
        "secret-version": [
          "line 17 of the connector configuration skips records, and tells XDR that they are delivered.",
          "line 18 of the connector configuration has a route to a destination that the file does not have: nobody stores these records.",
        ],
      },
    },
    "a port without a route beside one that has one, and none for all": {
      stack: change("secret-version", {
        secretString: awsAssigns(
          `${CONNECTOR_CONFIG.replace("[8901]", "[8901, 8902]")}port-based-config:\n  8901: { routing: { mode: static, destination: [aws-kinesis] } }\n`,
        ),
      }),
      phases: ["up"],
      found: {
        "secret-version": [
          "line 1 of the connector configuration has no route for what its namespaces do not name: nobody stores these records.",
        ],
      },
    },
    "routes to destinations that are not there": {
      stack: routed(`routing: { mode: static, destination: [aws-kinesis] }
namespaces:
  test:
    routing: { mode: static-multi-destination, destinations: [aws-kinesis, kinesis] }
    sets:
      old:
        routing: { mode: static, destination: old }
`),
      phases: ["up"],
      found: {
        "secret-version": [18, 21].map(
          (line) =>
            `line ${line} of the connector configuration has a route to a destination that the file does not have: nobody stores these records.`,
        ),
      },
    },
    "a route without a destination": {
      stack: routed("routing: { mode: static, destination: [] }\n"),
      phases: ["up"],
      found: {
        "secret-version": [
          "line 15 of the connector configuration has a route without a destination: nobody stores these records.",
        ],
      },
    },
    "a route with nothing in it": {
      stack: routed("routing:\n"),
      phases: ["up"],
      found: {
        "secret-version": [
          "line 15 of the connector configuration has a route without a destination: nobody stores these records.",
        ],
      },
    },
    "a route that skips, in capitals": {
      stack: routed("routing: { mode: SKIP }\n"),
      phases: ["up"],
      found: {
        "secret-version": [
          "line 15 of the connector configuration skips records, and tells XDR that they are delivered.",
        ],
      },
    },
    "routes of namespaces alone": {
      stack: routed("namespaces: { test: { routing: { mode: static, destination: [aws-kinesis] } } }\n"),
      phases: ["up"],
      found: {
        "secret-version": [
          "line 1 of the connector configuration has no route for what its namespaces do not name: nobody stores these records.",
        ],
      },
    },
    "a copy in a parameter": {
      stack: plus({
        type: "aws:ssm/parameter:Parameter",
        name: "copy",
        inputs: { region: "eu-west-1", type: "SecureString", value: awsAssigns(withCodes("[200, 400]")) },
      }),
      phases: ["up"],
      found: { copy: takes("400") },
    },
    "a copy in a Secret of Kubernetes": {
      stack: kubernetes("kubernetes:core/v1:Secret", {
        stringData: { "aerospike-esp-outbound.yml": awsAssigns(withCodes("[200, 400]")) },
      }),
      phases: ["up"],
      found: { copy: takes("400") },
    },
    "a copy in Base64": {
      stack: kubernetes("kubernetes:core/v1:Secret", {
        data: { "esp.yml": awsAssigns(Buffer.from(withCodes("[200, 400]")).toString("base64")) },
      }),
      phases: ["up"],
      found: { copy: takes("400") },
    },
    "a copy in a ConfigMap, without the key": {
      stack: kubernetes("kubernetes:core/v1:ConfigMap", { data: { "esp.yml": awsAssigns(WITHOUT_KEY) } }),
      phases: ["up"],
      found: { copy: takes("400") },
    },
    "a copy in an output": {
      stack: output(WITHOUT_KEY),
      phases: ["up"],
      found: { "orders-dev": takes("400").map((words) => `output file: ${words}`) },
    },
    "another program's file": {
      stack: plus({
        type: "aws:secretsmanager/secretVersion:SecretVersion",
        name: "copy",
        inputs: {
          region: "eu-west-1",
          secretId: "other",
          secretString: "destinations: {a: {urls: [https://other.example.com], http-success-status-codes: [500]}}",
        },
      }),
      found: { copy: ["line 1 of the connector configuration takes 500 for a success."] },
    },
  },
  accepts: {
    "any 2xx": { stack: codes("[200, 201, 202]"), phases: ["up"] },
    "a namespace that has the route of all": {
      stack: routed(
        "routing: { mode: static, destination: [aws-kinesis] }\nnamespaces: { test: { sets: { a: { routing: " +
          "{ mode: static, destination: [aws-kinesis] } } } } }\n",
      ),
      phases: ["up"],
    },
    "a route that a class of the connector's user decides": {
      stack: routed("routing: { mode: custom, class: com.example.Router }\n"),
      config: { "connector-config-whole-records": { classes: ["com.example.Router"] } },
      phases: ["up"],
    },
    "the default": { stack: codes(""), phases: ["up"] },
  },
});
