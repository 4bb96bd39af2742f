import * as pulumi from "@pulumi/pulumi";

import { AerospikeIngest, type AerospikeIngestArgs } from "../../../components";

const args: AerospikeIngestArgs = {
  service: "P",
  regions: ["eu-west-1", "cn-north-1"],
  connector: { callTimeout: 99_999, format: { mode: "xml" } },
  tags: { service: "mine" },
};
const given: Readonly<Record<string, unknown>> = { ...args, retention: 5 };
const programs: Readonly<Record<string, unknown>> = {
  wrong: given,
  outputs: { service: "orders", tags: { team: pulumi.output("x") } },
  nothing: undefined,
};

const right = { service: "orders", regions: ["eu-west-1"] };
if (process.env.GIVEN === "twice") new AerospikeIngest("first", right);
new AerospikeIngest("orders", process.env.GIVEN === "twice" ? right : (programs[process.env.GIVEN ?? ""] as never));
