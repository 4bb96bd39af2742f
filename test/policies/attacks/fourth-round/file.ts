import type { Attack } from "../harness/attack";
import { INTEGRATION } from "../harness/changes";
import { props } from "../second-round/support";
import { atEnd, header } from "../shared";
import { fileWith } from "../third-round/support";
import { attackOf } from "./support";

const attack = attackOf("file", "the connector's file has each record delivered whole, or sent again");

const file = (name: string, breaks: string, change: (text: string) => string, more: { note?: boolean } = {}): Attack =>
  attack(name, breaks, {
    phase: "update",
    changes: { "connector-version": fileWith(change) },
    at: [INTEGRATION],
    ...more,
  });

export const files: readonly Attack[] = [
  file("bins-excluded", "the connector leaves out all bins", atEnd("bin-transforms: { exclude: { type: all } }")),
  file(
    "bins-few",
    "the connector sends two bins of each record, and no other",
    atEnd("bin-transforms:\n  include: { type: specified, bins: [id, name] }"),
  ),
  file(
    "port-skips",
    "what comes to one port is dropped and acknowledged",
    atEnd("port-based-config:\n  8902: { routing: { mode: skip } }"),
  ),
  file(
    "port-to-nowhere",
    "what comes to one port has a destination that the file does not have",
    atEnd("port-based-config:\n  8902: { routing: { mode: static, destination: [archive] } }"),
  ),
  file("custom-router", "code that nobody sees says where each record goes", (text) =>
    text.replace(/\nrouting:\n(\s+[^\n]+\n)+?(?=\w)/, '\nrouting:\n  mode: "custom"\n  class: "com.example.Router"\n'),
  ),
  file(
    "custom-transformer",
    "code that nobody sees changes each record",
    atEnd("custom-transformer:\n  class: com.example.Redact"),
  ),
  file("merged-statuses", "by a merge key, the destination takes failures for delivered", (text) =>
    text
      .replace(/\ndestinations:\n/, "\nbase: &base\n  http-success-status-codes: [200, 429, 502]\ndestinations:\n")
      .replace(/\n( +)http-success-status-codes:\n +- 200/, "\n$1<<: *base"),
  ),
  file("merged-destination", "by a merge key, the URL of a destination is plain http", (text) =>
    text
      .replace(/\ndestinations:\n/, '\nbase: &base\n  urls: ["http://relay.example.com/kinesis"]\ndestinations:\n')
      .replace(/\n( +)urls:\n +- [^\n]+/, "\n$1<<: *base"),
  ),
  file("call-timeout-underscore", "a number with an underscore is more than XDR waits", (text) =>
    text.replace(/( +)call-timeout: 8000\n/, "$1call-timeout: 30_000\n"),
  ),
  file("call-timeout-minutes", "a number of base 60 is more than XDR waits", (text) =>
    text.replace(/( +)call-timeout: 8000\n/, "$1call-timeout: 8:20:00\n"),
  ),
  file("encoding-header", "each record says that it is compressed, and is refused", header('Content-Encoding: "gzip"')),
  file("digest-header", "all records have the partition key that the file says", header('aerospike-digest: "orders"')),
  file(
    "host-header",
    "the records and the key go to the API that a header names",
    header('Host: "abcdefghij.execute-api.ap-south-1.amazonaws.com"'),
  ),
  file(
    "digest-off",
    "no record has its digest as a header, and bytes have the id of the request as partition key",
    (text) => text.replace(/(\n +[\w-]*digest[\w-]*): true/, "$1: false").replace(/json"/, 'x-msgpack"'),
  ),
  file("second-header-key", "a second header, in other letters, has a wrong key", header('X-API-Key: "old"')),
  attack("signed-method", "the method asks for a signature, which no connector can make", {
    phase: "update",
    changes: { "api-post": props((given) => ({ ...given, authorization: "AWS_IAM" })) },
    at: ["connector-version", INTEGRATION],
  }),
];
