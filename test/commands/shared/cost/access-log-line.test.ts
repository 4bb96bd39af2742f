import assert from "node:assert/strict";

import { ACCESS_LOG_BYTES } from "../../../../commands/shared/cost/assumptions";
import { ACCESS_LOG_FORMAT } from "../../../../components/observability/access-log-format";

/**
 * A stored record, as API Gateway may log it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
const VALUES: Readonly<Record<string, string>> = {
  requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
  extendedRequestId: "JKJaXmPLvHcESHA=",
  requestTime: "29/Nov/2026:01:42:14 +0000",
  requestTimeEpoch: "1795916534123",
  httpMethod: "POST",
  path: "/prod/kinesis",
  status: "200",
  integrationStatus: "200",
  "integration.error": "-",
  integrationLatency: "12",
  responseLatency: "18",
  "error.responseType": "-",
  "identity.apiKeyId": "a1b2c3d4e5",
  "identity.sourceIp": "203.0.113.178",
  "identity.userAgent": "Java-http-client/17.0.9",
  tlsVersion: "TLSv1.3",
  cipherSuite: "TLS_AES_128_GCM_SHA256",
  responseLength: "110",
};

describe("a line of the access log in the estimate", () => {
  it("is as long as that of a stored record, within a few bytes", () => {
    const line = ACCESS_LOG_FORMAT.replace(/\$context\.([\w.]+)/g, (_, variable: string) => {
      const value = VALUES[variable];
      assert.ok(value, `no value of ${variable}`);
      return value;
    });
    assert.doesNotThrow(() => JSON.parse(line) as unknown);
    assert.ok(Math.abs(Buffer.byteLength(line) - ACCESS_LOG_BYTES) <= 20, `${Buffer.byteLength(line)} bytes`);
  });
});
