import * as pulumi from "@pulumi/pulumi";

import { INTEGRATION, props } from "../build/changes";
import { fileWith, inFile } from "../build/connector-file";
import { r2File, r3Option, r4Copy, r4File, r4Line } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** Another text of the connector's file, in its secret. */
const fileOf = (name: string, breaks: string, change: (text: string) => string): Attack =>
  r2File(name, breaks, {
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

/** The destination has another address, other statuses, times, types or keys. */
export const destinations: readonly Attack[] = [
  r4Line(
    "own-authority",
    "the connector trusts an authority that comes with the file",
    inFile((text) =>
      text.replace(
        /\n( +)urls:/,
        '\n$1tls: { trust-store: { store-file: "ca.jks", store-password-file: "ca.txt" } }\n$1urls:',
      ),
    ),
  ),
  r4Line(
    "late-batch",
    "the connector keeps records for longer than XDR waits",
    inFile((text) => `${text.trimEnd()}\nbatching: { enabled: true, batch-interval: 60000 }\n`),
  ),
  r4Copy("no-address", "the file has no address, and no record leaves Aerospike", {
    phase: "update",
    changes: { "connector-version": fileWith((text) => text.replace(/urls:\n +- [^\n]+/, "urls: []")) },
    at: [INTEGRATION],
  }),
  r4File(
    "merged-statuses",
    "by a merge key, the destination takes failures for delivered",
    inFile((text) =>
      text
        .replace(/\ndestinations:\n/, "\nbase: &base\n  http-success-status-codes: [200, 429, 502]\ndestinations:\n")
        .replace(/\n( +)http-success-status-codes:\n +- 200/, "\n$1<<: *base"),
    ),
  ),
  r4File(
    "merged-destination",
    "by a merge key, the URL of a destination is plain http",
    inFile((text) =>
      text
        .replace(/\ndestinations:\n/, '\nbase: &base\n  urls: ["http://relay.example.com/kinesis"]\ndestinations:\n')
        .replace(/\n( +)urls:\n +- [^\n]+/, "\n$1<<: *base"),
    ),
  ),
  r4File(
    "call-timeout-underscore",
    "a number with an underscore is more than XDR waits",
    inFile((text) => text.replace(/( +)call-timeout: 8000\n/, "$1call-timeout: 30_000\n")),
  ),
  r4File(
    "call-timeout-minutes",
    "a number of base 60 is more than XDR waits",
    inFile((text) => text.replace(/( +)call-timeout: 8000\n/, "$1call-timeout: 8:20:00\n")),
  ),
  fileOf("acknowledges-400", "the connector takes a refused record for delivered", (text) =>
    text.replace(/(http-success-status-codes:\n( +))- 200/, "$1- 200\n$2- 400"),
  ),
  fileOf("acknowledges-5xx", "the connector takes a failure for delivered", (text) =>
    text.replace(/(http-success-status-codes:\n( +))- 200/, "$1- 200\n$2- 502\n$2- 503"),
  ),
  fileOf("second-address", "half of the records, and the key, go to somebody else's server", (text) =>
    text.replace(/(urls:\n( +))(- [^\n]+)/, '$1$3\n$2- "https://collector.example.com/kinesis"'),
  ),
  fileOf("other-address", "all records, and the key, go to somebody else's server", (text) =>
    text.replace(/https:\/\/[^"]+/, "https://collector.example.com/kinesis"),
  ),
  fileOf("other-region", "records and the key go to another region", (text) =>
    text.replace("ap-south-1.amazonaws.com", "us-east-1.amazonaws.com"),
  ),
  fileOf("unknown-stream", "every record names a stream that no template takes, and is refused for ever", (text) =>
    text.replace(/streamname: "[^"]+"/, 'streamname: "payments"'),
  ),
  fileOf("unknown-type", "every record has a type that no template takes, and is refused for ever", (text) =>
    text.replace(/Content-Type: "[^"]+"/, 'Content-Type: "text/csv"'),
  ),
  fileOf("bytes-as-json", "bytes are sent as JSON, and API Gateway stores them as other bytes", (text) =>
    text.replace(/(format:\n\s+mode: )"json"/, '$1"message-pack"'),
  ),
  fileOf("impatient", "the connector gives up before API Gateway, and each slow record is stored twice", (text) =>
    text.replace(/\n( +)call-timeout: 8000/, "\n$1call-timeout: 2000"),
  ),
  fileOf("old-key", "the file has another key than the API, and every record is refused", (text) =>
    text.replace(/x-api-key: "[^"]+"/, 'x-api-key: "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"'),
  ),
  fileOf("no-key", "the file has no key, and every record is refused", (text) =>
    text.replace(/\n\s+x-api-key: "[^"]+"/, ""),
  ),
  fileOf("compressed", "the connector compresses, which the API refuses", (text) =>
    text.replace(/(\n\s+)(protocol: [^\n]+)/, '$1$2$1compression: "gzip"'),
  ),
  r3Option("file-health-check-off", "the file's address answers, and the connector sends to the API's bare root", {
    phase: "update",
    changes: { "connector-version": fileWith((text) => text.replace(/(https:\/\/[^"]+)\/kinesis/, "$1/")) },
    at: [INTEGRATION, "api-post"],
  }),
];
