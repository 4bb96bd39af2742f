import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Operation } from "@aerospike-kinesis/pulumi-engine";
import { getEngineFirst } from "@aerospike-kinesis/test-support";

import { openProgram } from "../support/program";
import { succeeded } from "../support/succeeded";

/** What changes, but for the provider, which a preview does not list. */
const changes = ({ steps }: Operation): readonly string[] =>
  steps
    // The account's role for logs is only read.
    .filter(({ op, urn }) => op !== "same" && op !== "read" && !urn.includes("::pulumi:providers:"))
    .map(({ op, urn }) => `${op} ${String(urn.split("::").at(-1))}`)
    .sort();

const keptFor = (retentionHours: number) => ({
  config: { "aerospike-kinesis:streams": [{ name: "my_kinesis_stream", retentionHours }] },
});

/**
 * How the workflows bring a stage up: a preview writes its plan, and the update does what the plan says or fails. Pulumi's
 * GitHub action previews no second time.
 */
describe("the plan of a preview, on the real engine", function () {
  this.timeout(240_000);
  getEngineFirst();

  it("is what the update does: a change that nobody reviewed is refused, and no key stands in the plan", async () => {
    const { workspace, directory, close } = await openProgram();
    try {
      const file = join(directory, "plan.json");
      await workspace.init("dev");
      const reviewed = succeeded(await workspace.preview("dev", { args: ["--save-plan", file] }));
      const up = succeeded(await workspace.up("dev", { args: ["--plan", file] }));
      assert.deepEqual(changes(up), changes(reviewed));

      const change = succeeded(await workspace.preview("dev", { args: ["--save-plan", file], ...keptFor(48) }));
      assert.deepEqual(changes(change), [
        "update dashboard",
        "update ingest-ap-south-1-alarms-unread-records-my_kinesis_stream",
        "update ingest-ap-south-1-stream-my_kinesis_stream",
      ]);
      const { connectorConfig } = await workspace.outputs("dev", { showSecrets: true });
      const [, key = ""] = /x-api-key\W+(\w{20,})/.exec(JSON.stringify(connectorConfig)) ?? [];
      assert.notEqual(key, "");
      assert.ok(!(await readFile(file, "utf8")).includes(key));

      const strayed = await workspace.up("dev", { args: ["--plan", file], ...keptFor(47) });
      assert.notEqual(strayed.code, 0);
      assert.match(strayed.stdout + strayed.stderr, /violates plan: properties changed/);

      const held = succeeded(await workspace.up("dev", { args: ["--plan", file], ...keptFor(48) }));
      assert.deepEqual(changes(held), changes(change));
    } finally {
      await close();
    }
  });
});
