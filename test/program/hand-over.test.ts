import assert from "node:assert/strict";

import type { Operation } from "@aerospike-kinesis/pulumi-engine";
import { openFirst } from "@aerospike-kinesis/test-support";

import { openOperator } from "../support/operator";
import { succeeded } from "../support/succeeded";

const REGION = "eu-west-1";
const NAME = "ingest-eu-west-1-stream-orders";
const URN = `urn:pulumi:prod::aerospike-kinesis::aerospike-kinesis:index:Pipeline$aerospike-kinesis:index:IngestStream$aws:kinesis/stream:Stream::${NAME}`;

const settings = (orders: object = {}, isProtected = true) => ({
  "aerospike-kinesis:regions": [REGION],
  "aerospike-kinesis:streams": [{ name: "rest" }, { name: "orders", ...orders }],
  "aerospike-kinesis:protect": isProtected,
});
const GIVEN = settings({ existing: true });
const BILLING = {
  ...settings(),
  "aws:region": REGION,
  "aerospike-kinesis:service": "billing",
  "aerospike-kinesis:streams": [{ name: "invoices" }, { name: "orders" }],
};

const ofTheStream = ({ steps = [] }: Partial<Operation>): string[] =>
  steps.filter(({ urn }) => urn.endsWith(`aws:kinesis/stream:Stream::${NAME}`)).map(({ op }) => op);

/** Every command is one of the page's. With and without protection, because Pulumi then stops, or deletes. */
for (const isProtected of [true, false]) {
  describe(`docs/adopt.md: a stream that the stage made, protect: ${isProtected}`, function () {
    this.timeout(300_000);
    const operator = openFirst(() => openOperator("adopt.md", settings({}, isProtected)));
    const given = { ...GIVEN, "aerospike-kinesis:protect": isProtected };
    const billing = { ...BILLING, "aerospike-kinesis:protect": isProtected };

    const stored = async (): Promise<number> => {
      const { kinesis } = operator.aws;
      const { Shards } = await kinesis.send(REGION, "ListShards", { StreamName: "orders" });
      const counts = (Shards as readonly { readonly ShardId: string }[]).map(async ({ ShardId }) => {
        const from = { StreamName: "orders", ShardId, ShardIteratorType: "TRIM_HORIZON" };
        const { ShardIterator } = await kinesis.send(REGION, "GetShardIterator", from);
        const { Records } = await kinesis.send(REGION, "GetRecords", { ShardIterator });
        return (Records as readonly unknown[]).length;
      });
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    };
    let sent = 0;
    /** The API takes a record, and the stream has it and all before it. */
    const serves = async (): Promise<void> => {
      const { [REGION]: region } = await operator.regions();
      assert.equal(await operator.post(region!, "orders"), 200);
      sent += 1;
      assert.equal(await stored(), sent);
    };

    it("is left as it is where the stage forgets it", async () => {
      await serves();
      if (isProtected) {
        const stopped = await operator.types("pulumi up --stack prod", given);
        assert.notEqual(stopped.code, 0);
        assert.match(stopped.stdout + stopped.stderr, /because it is protected/);
      }
      const without = succeeded(await operator.types(`pulumi up --stack prod --exclude '${URN}'`, given));
      assert.deepEqual(ofTheStream(without), ["same"]);
      await serves();
      succeeded(await operator.types(`pulumi state delete --stack prod --force 'urn:...:Stream::${NAME}'`));
      const up = succeeded(await operator.types("pulumi up --stack prod"));
      const changed = up.steps!.filter(({ op, urn }) => !["same", "read"].includes(op) && !urn.includes(":providers:"));
      assert.deepEqual(
        changed.map(({ op, urn }) => `${op} ${urn.split("$").at(-1)!}`),
        [`delete aerospike-kinesis:index:IngestStream::${NAME}`],
      );
      await serves();
    });

    it("is imported by a program of its own", async () => {
      await operator.workspace.init("other");
      succeeded(
        await operator.types(
          "pulumi import --stack other --generate-code=false aws:kinesis/stream:Stream orders orders@eu-west-1",
        ),
      );
      await serves();
    });

    it("is imported by another stage of this program, which changes it in place", async () => {
      await operator.workspace.init("billing");
      const stopped = await operator.types("pulumi up --stack billing", billing);
      assert.notEqual(stopped.code, 0);
      assert.match(stopped.stdout + stopped.stderr, /Stream orders .*already exists/);
      await serves();
      const parent = `--parent 'parent=urn:...:IngestStream::${NAME}'`;
      const what = `aws:kinesis/stream:Stream ${NAME} orders@eu-west-1 ${parent}`;
      succeeded(await operator.types(`pulumi import --stack billing --generate-code=false ${what}`));
      const up = succeeded(await operator.types("pulumi up --stack billing", billing));
      assert.deepEqual(ofTheStream(up), ["update"]);
      await serves();
      assert.deepEqual(ofTheStream(await operator.workspace.preview("billing", { config: billing })), ["same"]);
    });
  });
}
