import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { getEngineFirst } from "@aerospike-kinesis/test-support";

import { sourcePositionOf } from "../../commands/policy/source-position";
import { openProgram, PROJECT } from "../support/program";

describe("the program as one file", function () {
  this.timeout(300_000);
  getEngineFirst();

  it("says of each resource from which line of TypeScript it comes, if the gate asks", async () => {
    const { workspace, directory, close } = await openProgram({ env: { AEROSPIKE_KINESIS_SOURCE_LINES: "true" } });
    try {
      await workspace.init("dev");
      const { code, steps, stderr } = await workspace.preview("dev");
      assert.equal(code, 0, stderr);
      const places = steps
        .map(({ newState }) => newState)
        .filter((state) => state?.type.startsWith("aws:"))
        .map((state) => ({ urn: state?.urn, place: sourcePositionOf({ ...state }, PROJECT, directory) }));
      assert.ok(places.length > 0);
      assert.deepEqual(
        places.filter(({ place }) => !/^components\/.*\.ts$/.test(place?.file ?? "")),
        [],
      );
      const stream = places.find(({ urn }) => urn?.includes("aws:kinesis/stream:Stream"))?.place;
      const line = readFileSync(join(PROJECT, stream?.file ?? ""), "utf8").split("\n")[(stream?.line ?? 0) - 1];
      assert.match(line ?? "", /new Stream\(/);
    } finally {
      await close();
    }
  });
});
