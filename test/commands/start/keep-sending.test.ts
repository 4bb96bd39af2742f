import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";

import { readConfiguration, readNotifications, SAMPLES } from "@aerospike-kinesis/esp-simulator";
import { startHttpsServer } from "@aerospike-kinesis/test-support";

import { keepSending } from "../../../commands/start/keep-sending";
import { parseSettings } from "../../../config/parse";
import { renderConnectorConfig } from "../../../connector/render";
import { routesOf } from "../../../connector/routes";

describe("npm start under faults, while it stays up,", () => {
  it("sends a record at each tick, again what fails, and no more after its end", async () => {
    const posts = new EventEmitter();
    let isFailing = true;
    const server = await startHttpsServer(({ response }) => {
      response.writeHead(isFailing ? 502 : 200).end("{}");
      isFailing = false;
      posts.emit("post");
    });
    const { connector } = parseSettings("dev", { service: "orders", regions: ["eu-west-1"] });
    const facts = { endpoint: `${server.origin}/dev/kinesis`, apiKey: "not-a-key" };
    const ticks: (() => void)[] = [];
    const end = keepSending({
      configuration: readConfiguration(renderConnectorConfig(connector, routesOf([], "orders-dev"), facts)),
      ca: server.ca,
      notifications: (await readNotifications(SAMPLES, 0)).slice(0, 2),
      every: (milliseconds, run) => {
        assert.equal(milliseconds, 1000);
        ticks.push(run);
        return () => ticks.splice(0);
      },
    });
    try {
      const digests = () => server.received.map(({ headers }) => headers["aerospike-digest"]);
      const tick = async (requests: number): Promise<void> => {
        ticks.forEach((run) => {
          run();
        });
        while (server.received.length < requests) await once(posts, "post");
      };
      await tick(2);
      await tick(3);
      await tick(4);
      const [failed, again, second, first] = digests();
      assert.deepEqual([again, first], [failed, failed]);
      assert.notEqual(second, failed);
    } finally {
      end();
      assert.deepEqual(ticks, []);
      await server.close();
    }
  });
});
