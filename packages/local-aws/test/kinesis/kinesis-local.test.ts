import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";

import { createKinesis } from "../../src/kinesis/kinesis";
import { startKinesisLocal } from "../../src/kinesis/kinesis-local";
import { createShardLimits, SHARD_RATES } from "../../src/kinesis/limits";

const ACCOUNT = "123456789012";
const ROOT = join(__dirname, "../../../..");

/** Whether something listens there. */
async function listens(port: number, host = "127.0.0.1"): Promise<boolean> {
  const socket = connect(port, host);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

describe("kinesis-local as a process", function () {
  this.timeout(30_000);

  it("runs beside another on a free port of its own, and is gone when stopped", async () => {
    const [one, other] = await Promise.all([startKinesisLocal(ACCOUNT), startKinesisLocal(ACCOUNT)]);
    try {
      assert.notEqual(one.port, other.port);
      await one.stop();
      assert.equal(await listens(one.port), false);
      assert.equal(await listens(other.port), true);
    } finally {
      await Promise.all([one.stop(), other.stop()]);
    }
  });

  it("tells when it ends by itself, with what was kept, and not when it is stopped", async () => {
    const told: Error[] = [];
    const stopped = await startKinesisLocal(ACCOUNT, (error) => told.push(error));
    await stopped.stop();
    const broken = await new Promise<Error>((resolve, reject) => {
      startKinesisLocal(ACCOUNT, resolve).then(({ pid = 0 }) => process.kill(pid, "SIGKILL"), reject);
    });
    assert.match(broken.message, /kinesis-local, .* ended by itself \(SIGKILL\), and they are gone/);
    assert.deepEqual(told, []);
  });

  it("listens on this machine only", async () => {
    const store = await startKinesisLocal(ACCOUNT);
    try {
      const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
      const outside = addresses.filter(({ internal, family }) => !internal && family === "IPv4");
      const open = await Promise.all(outside.map(({ address }) => listens(store.port, address)));
      assert.deepEqual(
        open,
        outside.map(() => false),
      );
    } finally {
      await store.stop();
    }
  });

  it("ends with its parent, also when that is killed", async () => {
    const script = `require("./packages/local-aws/src/kinesis/kinesis-local").startKinesisLocal("${ACCOUNT}").then(({ port }) => console.log(port))`;
    const parent = spawn(process.execPath, ["--import", "tsx", "-e", script], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [printed] = (await once(parent.stdout, "data")) as [Buffer];
    const port = Number(printed.toString());
    // It shall tell of the end, not keep this process up should there be none.
    const socket = connect(port, "127.0.0.1").unref();
    await once(socket, "connect");
    const closed = once(socket.resume(), "close");
    parent.kill("SIGKILL");
    await closed;
    // The system may close the connection a moment before it closes the port.
    while (await listens(port));
  });

  it("gives up a request that nobody waits for", async () => {
    const store = await startKinesisLocal(ACCOUNT);
    try {
      const signal = AbortSignal.abort();
      const request = { region: "eu-west-1", action: "ListStreams", input: {}, signal };
      await assert.rejects(store.call(request), { name: "AbortError" });
    } finally {
      await store.stop();
    }
  });

  it("refuses what is beyond a shard's limits before it, and only for the shard of a hot key", async () => {
    const store = await startKinesisLocal(ACCOUNT);
    const clock = { time: 0 };
    const rates = () => ({ recordsPerSecond: SHARD_RATES.recordsPerSecond / 200, bytesPerSecond: 1024 * 1024 });
    const throttled: string[] = [];
    const limits = createShardLimits({
      now: () => clock.time,
      accountId: ACCOUNT,
      rates,
      onThrottled: (shard) => throttled.push(shard),
    });
    const kinesis = createKinesis(store, ACCOUNT, [limits]);
    const put = async (PartitionKey: string): Promise<string> => {
      const body = Buffer.from(JSON.stringify({ StreamName: "orders", PartitionKey, Data: "AA==" }));
      const answer = await kinesis.call({ region: "eu-west-1", action: "PutRecord", body });
      return `${answer.status} ${(JSON.parse(answer.body.toString()) as { __type?: string }).__type ?? "stored"}`;
    };
    try {
      await kinesis.send("eu-west-1", "CreateStream", { StreamName: "orders", ShardCount: 4 });
      while ((await put("first")) !== "200 stored");
      const hot: string[] = [];
      for (let time = 0; time < 8; time += 1) hot.push(await put("hot"));
      assert.deepEqual(hot, [
        ...Array.from({ length: 5 }, () => "200 stored"),
        ...Array.from({ length: 3 }, () => "400 ProvisionedThroughputExceededException"),
      ]);
      // By their MD5, `a` belongs to the shard of `hot`, and `c` to the next.
      assert.match(await put("a"), /^400/);
      assert.equal(await put("c"), "200 stored");
      assert.deepEqual(new Set(throttled), new Set([throttled[0]]));
      clock.time = 1000;
      assert.equal(await put("hot"), "200 stored");
    } finally {
      await store.stop();
    }
  });
});
