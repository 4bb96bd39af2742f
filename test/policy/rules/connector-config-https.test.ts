import { connectorConfigHttps } from "../../../policies/rules/connector-config-https";
import { assigned } from "../../support/policy";
import { change, CONNECTOR_CONFIG, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const config = (replace: string | RegExp, by: string) =>
  change("secret-version", { secretString: assigned(CONNECTOR_CONFIG.replace(replace, by)) });

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
    "a secret that is no connector configuration": {
      stack: change("secret-version", { secretString: "upstream: http://10.0.0.1/" }),
    },
    "a comment": { stack: config("destinations:", "# see http://example.com\ndestinations:"), phases: ["up"] },
  },
});
