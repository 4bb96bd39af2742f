import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { INTEGRATION } from "../harness/changes";
import { attackOf, props } from "./support";

const made = attackOf("file", "the connector's file fits the API that this stack makes");

/** Another text of the connector's file, in its secret. */
const file = (name: string, breaks: string, change: (text: string) => string): Attack =>
  made(name, breaks, {
    phase: "update",
    at: [INTEGRATION, "api-post", "connector"],
    changes: {
      "connector-version": props((given) => ({
        ...given,
        secretString: pulumi.output(given.secretString as pulumi.Output<string>).apply((text) => {
          const other = change(text);
          if (other === text) throw new Error(`${name} changes nothing in ${text}`);
          return other;
        }),
      })),
    },
  });

export const files: readonly Attack[] = [
  file("acknowledges-400", "the connector takes a refused record for delivered", (text) =>
    text.replace(/(http-success-status-codes:\n( +))- 200/, "$1- 200\n$2- 400"),
  ),
  file("acknowledges-5xx", "the connector takes a failure for delivered", (text) =>
    text.replace(/(http-success-status-codes:\n( +))- 200/, "$1- 200\n$2- 502\n$2- 503"),
  ),
  file("second-address", "half of the records, and the key, go to somebody else's server", (text) =>
    text.replace(/(urls:\n( +))(- [^\n]+)/, '$1$3\n$2- "https://collector.example.com/kinesis"'),
  ),
  file("other-address", "all records, and the key, go to somebody else's server", (text) =>
    text.replace(/https:\/\/[^"]+/, "https://collector.example.com/kinesis"),
  ),
  file("other-region", "records and the key go to another region", (text) =>
    text.replace("ap-south-1.amazonaws.com", "us-east-1.amazonaws.com"),
  ),
  file("unknown-stream", "every record names a stream that no template takes, and is refused for ever", (text) =>
    text.replace(/streamname: "[^"]+"/, 'streamname: "payments"'),
  ),
  file("unknown-type", "every record has a type that no template takes, and is refused for ever", (text) =>
    text.replace(/Content-Type: "[^"]+"/, 'Content-Type: "text/csv"'),
  ),
  file("bytes-as-json", "bytes are sent as JSON, and API Gateway stores them as other bytes", (text) =>
    text.replace(/(format:\n\s+mode: )"json"/, '$1"message-pack"'),
  ),
  file("impatient", "the connector gives up before API Gateway, and each slow record is stored twice", (text) =>
    text.replace(/\n( +)call-timeout: 8000/, "\n$1call-timeout: 2000"),
  ),
  file("old-key", "the file has another key than the API, and every record is refused", (text) =>
    text.replace(/x-api-key: "[^"]+"/, 'x-api-key: "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"'),
  ),
  file("no-key", "the file has no key, and every record is refused", (text) =>
    text.replace(/\n\s+x-api-key: "[^"]+"/, ""),
  ),
  file("compressed", "the connector compresses, which the API refuses", (text) =>
    text.replace(/(\n\s+)(protocol: [^\n]+)/, '$1$2$1compression: "gzip"'),
  ),
  made("second-version", "a placeholder becomes the current version of the connector's secret", {
    own: true,
    add: (b) =>
      new secretsmanager.SecretVersion(`${b.name}-version`, {
        region: b.region,
        secretId: b.pipeline.connectorSecretArn,
        secretString: "to be filled in",
      }),
  }),
  made("rotated", "a function rotates the file, and nobody rotates the key", {
    own: true,
    add: (b) =>
      new secretsmanager.SecretRotation(`${b.name}-rotation`, {
        region: b.region,
        secretId: b.pipeline.connectorSecretArn,
        rotationLambdaArn: `arn:aws:lambda:${b.region}:123456789012:function:rotate`,
        rotationRules: { automaticallyAfterDays: 1 },
      }),
  }),
];
