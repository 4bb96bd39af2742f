import { connectorConfigHttps } from "../../../policies/rules/connector-config-https";
import { assigned } from "../../support/policy";
import { change, CONNECTOR_CONFIG, KEY_VALUE, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const config = (replace: string | RegExp, by: string) =>
  change("secret-version", { secretString: assigned(CONNECTOR_CONFIG.replace(replace, by)) });
const HTTP = CONNECTOR_CONFIG.replace("https:", "http:").replace(KEY_VALUE, "");

describeRule(connectorConfigHttps, {
  finds: {
    "a URL that is not https": {
      stack: config("https://", "http://"),
      phases: ["up"],
      found: { "secret-version": ["line 7 of the connector configuration has a URL that begins with http://."] },
    },
    "one in quotes and capitals": {
      stack: config("https://a1b2c3", '"HTTP://a1b2c3'),
      phases: ["up"],
      found: { "secret-version": ["line 7 of the connector configuration has a URL that begins with http://."] },
    },
    "a URL without a scheme": {
      stack: config("https://", ""),
      phases: ["up"],
      found: { "secret-version": ["line 7 of the connector configuration has a URL without a scheme."] },
    },
    "a second URL in a list on one line": {
      stack: config(/urls:\n.*/, "urls: [https://a.example.com/x, http://b.example.com/x]"),
      phases: ["up"],
      found: { "secret-version": ["line 6 of the connector configuration has a URL that begins with http://."] },
    },
    "a list on one line, in which a URL has no scheme": {
      stack: config(/urls:\n.*/, 'urls: [https://a.example.com/x, "b.example.com/x"]'),
      phases: ["up"],
      found: { "secret-version": ["line 6 of the connector configuration has a URL without a scheme."] },
    },
    "another scheme": {
      stack: config("https://", "wss://"),
      phases: ["up"],
      found: { "secret-version": ["line 7 of the connector configuration has a URL of another scheme than https."] },
    },
    "an indented document": {
      stack: change("secret-version", { secretString: `---\n  ${HTTP.replaceAll("\n", "\n  ")}` }),
      found: { "secret-version": ["line 8 of the connector configuration has a URL that begins with http://."] },
    },
    JSON: {
      stack: change("secret-version", {
        secretString: JSON.stringify({ destinations: { a: { urls: ["https://a/x", "http://a/x", "a/x"] } } }),
      }),
      found: {
        "secret-version": [
          "line 1 of the connector configuration has a URL that begins with http://.",
          "line 1 of the connector configuration has a URL without a scheme.",
        ],
      },
    },
    ...Object.fromEntries(
      Object.entries({ secretStringWo: HTTP, secretBinary: Buffer.from(HTTP).toString("base64") }).map(
        ([property, value]) => [
          `a configuration in ${property}`,
          {
            stack: change("secret-version", { secretString: undefined, [property]: value }),
            found: { "secret-version": ["line 7 of the connector configuration has a URL that begins with http://."] },
          },
        ],
      ),
    ),
    "a configuration in the clear text of a parameter": {
      stack: plus({
        type: "aws:ssm/parameter:Parameter",
        name: "parameter",
        inputs: { region: "eu-west-1", type: "String", insecureValue: HTTP },
      }),
      phases: ["preview"],
      found: { parameter: ["line 7 of the connector configuration has a URL that begins with http://."] },
    },
    "a configuration in a parameter": {
      stack: plus({
        type: "aws:ssm/parameter:Parameter",
        name: "parameter",
        inputs: { region: "eu-west-1", type: "SecureString", value: CONNECTOR_CONFIG.replace("https:", "http:") },
      }),
      phases: ["preview"],
      found: { parameter: ["line 7 of the connector configuration has a URL that begins with http://."] },
    },
  },
  accepts: {
    "another file with a key of the same name": {
      stack: change("secret-version", { secretString: "egress:\n  destinations:\n    - http://10.0.0.1/\n" }),
    },
    "a secret that is no connector configuration": {
      stack: change("secret-version", { secretString: "upstream: http://10.0.0.1/" }),
    },
    "a comment": { stack: config("destinations:", "# see http://example.com\ndestinations:"), phases: ["up"] },
  },
});
