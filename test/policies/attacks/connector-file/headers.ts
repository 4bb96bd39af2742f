import { INTEGRATION, props } from "../build/changes";
import { header, inFile } from "../build/connector-file";
import { r4End, r4File } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** A header of the destination does harm. */
export const headers: readonly Attack[] = [
  r4File(
    "encoding-header",
    "each record says that it is compressed, and is refused",
    inFile(header('Content-Encoding: "gzip"')),
  ),
  r4File(
    "digest-header",
    "all records have the partition key that the file says",
    inFile(header('aerospike-digest: "orders"')),
  ),
  r4File(
    "host-header",
    "the records and the key go to the API that a header names",
    inFile(header('Host: "abcdefghij.execute-api.ap-south-1.amazonaws.com"')),
  ),
  r4File(
    "digest-off",
    "no record has its digest as a header, and bytes have the id of the request as partition key",
    inFile((text) => text.replace(/(\n +[\w-]*digest[\w-]*): true/, "$1: false").replace(/json"/, 'x-msgpack"')),
  ),
  r4File("second-header-key", "a second header, in other letters, has a wrong key", inFile(header('X-API-Key: "old"'))),
  r4File("signed-method", "the method asks for a signature, which no connector can make", {
    phase: "update",
    changes: { "api-post": props((given) => ({ ...given, authorization: "AWS_IAM" })) },
    at: ["connector-version", INTEGRATION],
  }),
  r4End("length-header", "each record says that it is empty", inFile(header('Content-Length: "0"'))),
  r4End(
    "small-encoding",
    "each record says, in small letters, that it is compressed",
    inFile(header('content-encoding: "br"')),
  ),
  r4End(
    "api-id-header",
    "through a private endpoint the records and the key go to another API",
    inFile(header('x-apigw-api-id: "abcdefghij"')),
  ),
];
