import * as pulumi from "@pulumi/pulumi";

import { AerospikeIngest, type AerospikeIngestArgs } from "../../../components";

const args: AerospikeIngestArgs = {
  service: "P",
  regions: ["eu-west-1", "cn-north-1"],
  connector: { callTimeout: 99_999, format: { mode: "xml" } },
  tags: { service: "mine" },
};
const given: Readonly<Record<string, unknown>> = { ...args, retention: 5 };
const known = { service: "orders", regions: ["eu-west-1"] };

new AerospikeIngest(
  "orders",
  process.env.GIVEN === "outputs"
    ? { ...known, tags: { team: pulumi.output("x") as unknown as string } }
    : (given as never),
);
