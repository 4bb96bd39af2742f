import assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

import { AerospikeIngest, type AerospikeIngestArgs } from "../../components";
import { record } from "../support/record";

interface Wanted extends Partial<AerospikeIngestArgs> {
  readonly name?: string;
  readonly provider?: string;
}

/** What the last of the components of a program is refused for; nothing if it is built. */
async function refused(...wanted: readonly Wanted[]): Promise<string | undefined> {
  const { built } = await record(() => {
    for (const [index, { name = `c${index}`, provider, ...args }] of wanted.entries()) {
      const given: AerospikeIngestArgs = { service: "pay", regions: ["eu-west-1"], ...args };
      const opts = provider === undefined ? {} : { provider: new Provider(provider, { region: "eu-west-1" }) };
      try {
        new AerospikeIngest(name, given, opts);
      } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error), String(error));
        return error.message;
      }
    }
    return undefined;
  });
  return built;
}

const problem = (takes: string) =>
  `AerospikeIngest c1 has 1 problem:\n  - service: expected one that no other AerospikeIngest of this program has, because ` +
  `${takes} would be the same, got "pay", which c0 has`;

describe("two components of one program", function () {
  this.timeout(60_000);
  const noDashboard = { observability: { dashboard: false } };

  it("are refused where AWS would refuse the second, or lose the first one's dashboard", async () => {
    assert.equal(
      await refused({}, { regions: ["us-east-1", "eu-west-1"] }),
      problem("the names of eu-west-1 and the dashboard, one in an account,"),
    );
    assert.equal(await refused({}, { regions: ["us-east-1"] }), problem("the dashboard, one in an account,"));
    assert.equal(await refused(noDashboard, {}), problem("the names of eu-west-1"));
  });

  it("are built where they take no name twice", async () => {
    assert.equal(await refused({}, { service: "orders" }), undefined);
    assert.equal(await refused({}, { regions: ["us-east-1"], ...noDashboard }), undefined);
    assert.equal(await refused({}, { provider: "another-account" }), undefined);
  });

  it("are of one program: each run begins anew", async () => {
    for (let run = 0; run < 2; run++) assert.equal(await refused({ name: `run-${run}` }), undefined);
  });
});
