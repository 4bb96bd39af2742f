import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import { createCertificate } from "@aerospike-kinesis/local-aws";

import { pathsOf } from "../../../../commands/soak/outage/paths";
import { parseSettings } from "../../../../config/parse";
import { renderRegion } from "../../../../connector/regions";

const ACCOUNT = "123456789012";
const FOREIGN = "arn:aws:kinesis:eu-west-1:111122223333:stream/soaked";

/** The soak's records have a stream of their own, in another account, which is not the first one of the file. */
const FACTS = parseSettings("prod", {
  service: "orders",
  regions: ["eu-west-1"],
  streams: [
    { name: "rest", default: true },
    { name: "soaked", namespaces: ["test"], existing: [FOREIGN] },
  ],
}).regions.map((own) => ({ ...own, endpoint: "https://api.example/prod/kinesis", apiKey: "k".repeat(20) }));

describe("the paths of an outage", () => {
  it("are read in the stream that gets the soak's records", async () => {
    const { cert, key } = await createCertificate(Date.now());
    const asked: unknown[] = [];
    const server = createServer({ cert, key }, (request, response) => {
      void text(request).then((body) => {
        const isSecret = String(request.headers["x-amz-target"]).endsWith("GetSecretValue");
        if (!isSecret) asked.push(JSON.parse(body));
        response.setHeader("content-type", "application/x-amz-json-1.1");
        response.end(JSON.stringify(isSecret ? { SecretString: renderRegion("eu-west-1", FACTS) } : { Shards: [] }));
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const closes: (() => void)[] = [];
    try {
      const pipelines = {
        "eu-west-1": {
          endpoint: "https://api.example/prod/kinesis",
          streams: { rest: `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/rest`, soaked: FOREIGN },
          existingStreams: ["soaked"],
          roleArn: `arn:aws:iam::${ACCOUNT}:role/r`,
          connectorSecretArn: `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:s`,
        },
      };
      const aws = { endpoint, ca: cert };
      const [path] = await pathsOf("nearest", { aws, pipelines }, "eu-west-1", ({ close }) => closes.push(close));
      assert.ok(path?.isCut);
      for (const reader of path.readers) await reader.read(() => assert.fail());
      assert.deepEqual(asked, [{ StreamARN: FOREIGN }]);
    } finally {
      for (const close of closes) close();
      server.close();
    }
  });
});
