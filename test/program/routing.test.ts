import assert from "node:assert/strict";
import { join } from "node:path";

import {
  type ChangeNotification,
  digestOf,
  readConfiguration,
  startConnector,
  startXdr,
} from "@aerospike-kinesis/esp-simulator";
import { openFirst } from "@aerospike-kinesis/test-support";

import { awsClients } from "../../commands/shared/clients";
import { readSecretText } from "../../commands/shared/connector-file";
import type { Pipelines } from "../../commands/shared/pipeline-outputs";
import { createShardReader } from "../../commands/shared/shards";
import { openProgram, PROJECT } from "../support/program";

const KEY = "arn:aws:kms:ap-south-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** What is sent: the kind of the change, and where it is. A delete without a set's name still has the set's digest. */
const CHANGES: readonly [
  op: "write" | "delete",
  namespace: string,
  set: string | undefined,
  sent: string | undefined,
][] = [
  ["write", "shop", "orders", "orders"],
  ["delete", "shop", "orders", "orders"],
  ["delete", "shop", "orders", undefined],
  ["write", "shop", undefined, undefined],
  ["write", "users", "basket", "basket"],
  ["delete", "users", "basket", "basket"],
  ["delete", "users", "basket", undefined],
  ["write", "users", "profiles", "profiles"],
  ["write", "unknown", "orders", "orders"],
  ["write", "no", "yes", "yes"],
];

/** Where each of them must be, in their order. */
const STREAMS = ["shop", "shop", "shop", "shop", "baskets", "baskets", "rest", "rest", "rest", "shop"];

for (const dialect of ["guide", "reference"] as const) {
  describe(`a deployed stage that routes to three streams, in the dialect ${dialect}`, function () {
    this.timeout(120_000);
    const program = openFirst(openRouted);

    async function openRouted() {
      const opened = await openProgram({
        config: {
          connector: { dialect },
          streams: [
            { name: "shop", namespaces: ["shop", "no"], kmsKeyArns: [KEY] },
            { name: "baskets", sets: { users: ["basket"] }, acceptDeletesInOtherStream: true },
            { name: "rest", default: true },
          ],
        },
      });
      await opened.workspace.init("dev");
      // With the policy pack: the role may also use the key of a stream.
      const { code, stdout, stderr } = await opened.workspace.up("dev", {
        policyPacks: [join(PROJECT, "policies")],
        policyPackConfigs: [join(PROJECT, "policies", "config.dev.json")],
      });
      if (code !== 0) throw new Error(stdout + stderr);
      return opened;
    }

    it("has each change in the stream to which the settings route it, and nowhere else", async () => {
      const { aws, workspace } = program;
      const { pipelines } = (await workspace.outputs("dev")) as { pipelines: Pipelines };
      const [[region, outputs] = ["", undefined]] = Object.entries(pipelines);
      const clients = awsClients(region, aws);
      const file = await readSecretText(clients.secretsManager, String(outputs?.connectorSecretArn));
      const connector = startConnector({ configuration: readConfiguration(file), ca: aws.ca });
      const xdr = startXdr({ connectors: [connector] });
      try {
        const changes = CHANGES.map(([op, namespace, set, sent], index) => changeOf(op, namespace, set, sent, index));
        for (const change of changes) await xdr.write(change);
        await xdr.waitUntilSettled();
        const found = new Map<number, string[]>();
        for (const stream of ["shop", "baskets", "rest"]) {
          await createShardReader(clients.kinesis, stream).read(({ data }) => {
            const index = lutIn(data.toString());
            found.set(index, [...(found.get(index) ?? []), stream]);
          });
        }
        assert.deepEqual(
          changes.map((_, index) => found.get(index)),
          STREAMS.map((stream) => [stream]),
        );
      } finally {
        xdr.stop();
        connector.stop();
        clients.close();
      }
    });
  });
}

/** Its `lut`, which both formats carry, is its place in the list. */
function changeOf(
  op: "write" | "delete",
  namespace: string,
  set: string | undefined,
  sent: string | undefined,
  lut: number,
): ChangeNotification {
  const identity = { namespace, ...(sent !== undefined && { set: sent }), digest: digestOf(set, `key-${lut}`), lut };
  return op === "write"
    ? { op, ...identity, gen: 1, exp: 0, bins: new Map([["bin", "value"]]) }
    : { op, ...identity, durable: false };
}

const lutIn = (body: string): number => Number(/"lut":(\d+)/.exec(body)?.[1]);
