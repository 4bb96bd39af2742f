import assert from "node:assert/strict";
import { join } from "node:path";

import { getEngineFirst, onTiny, TINY_POLICIES } from "@aerospike-kinesis/test-support";

import { describePack } from "../../commands/policy/pack";
import { PROJECT } from "../support/program";

/** Nothing listens on the port: whatever takes the proxy fails. */
const PROXY = "http://127.0.0.1:9";
const PERSON = {
  grpc_proxy: PROXY,
  http_proxy: PROXY,
  https_proxy: PROXY,
  no_grpc_proxy: "localhost, 127.0.0.1, .corp",
};

describe("behind a proxy that a person set for everything", function () {
  this.timeout(300_000);
  getEngineFirst();

  let original: NodeJS.ProcessEnv;
  before(() => {
    original = { ...process.env };
    for (const name of ["no_proxy", "NO_PROXY"]) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, PERSON);
  });
  after(() => {
    for (const name of Object.keys(PERSON)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, original);
  });

  it("brings a stack up with a policy pack", () =>
    onTiny(async (tiny) => {
      const { code, stderr, stdout } = await tiny.up("dev", {
        config: { "tiny:number": "none" },
        policyPacks: [TINY_POLICIES],
      });
      assert.equal(code, 0, stderr + stdout);
    }));

  it("asks a policy pack what it holds", async () => {
    assert.equal((await describePack(join(PROJECT, "policies"))).name, "aerospike-kinesis");
  });
});
