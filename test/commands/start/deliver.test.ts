import assert from "node:assert/strict";
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";

import { digestOf, readConfiguration } from "@aerospike-kinesis/esp-simulator";
import { startHttpsServer } from "@aerospike-kinesis/test-support";

import { deliver } from "../../../commands/start/deliver";
import { parseSettings } from "../../../config/parse";
import { renderConnectorConfig } from "../../../connector/render";
import { routesOf } from "../../../connector/routes";

describe("the delivery of npm start", () => {
  it("gives up where no answer comes, and does not name its own end as a cause to send again", async () => {
    const causes: string[] = [];
    let closed: Promise<unknown> | undefined;
    const server = await startHttpsServer(({ response }) => {
      closed = once(response, "close");
    });
    try {
      const { streams, connector } = parseSettings("dev", { service: "orders", regions: ["eu-west-1"] });
      const facts = { endpoint: `${server.origin}/dev/kinesis`, apiKey: "not-a-key-but-no-text-for-a-log" };
      const { deliveries } = await deliver({
        configuration: readConfiguration(
          renderConnectorConfig(connector, routesOf(streams, connector.streamname), facts),
        ),
        ca: server.ca,
        notifications: [{ op: "delete", namespace: "test", digest: digestOf("test", "1"), lut: 0, durable: false }],
        onRetry: (cause) => causes.push(cause),
        onAcknowledged: () => undefined,
        patienceMs: 100,
        signal: new AbortController().signal,
      });
      assert.deepEqual(
        deliveries.map(({ body }) => body),
        [undefined],
      );
    } finally {
      await server.close();
    }
    await closed;
    await setImmediate();
    assert.deepEqual(causes, []);
  });
});
