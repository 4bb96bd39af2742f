import assert from "node:assert/strict";
import { positionOf } from "../../../../local/gate/position";

const at = (...frames: (string | undefined)[]) =>
  positionOf(
    { sourcePosition: frames[0], stackTrace: frames.map((sourcePosition) => ({ sourcePosition })) },
    "/code/orders",
    "/code/orders",
  );

describe("the position of a resource", () => {
  it("is where it was made", () => {
    assert.deepEqual(at("project:///components/key%20one.ts#36,17"), {
      file: "components/key one.ts",
      line: 36,
      column: 17,
    });
  });

  it("is the innermost caller in the project's own files", () => {
    const frames = [
      "project:///node_modules/@pulumi/resource.ts#1,2",
      undefined,
      "project:///index.ts#6,23",
      "project:///b.ts#1,1",
    ];
    assert.deepEqual(at(...frames), { file: "index.ts", line: 6, column: 23 });
  });

  it("is found from a root elsewhere, and by a file's own address", () => {
    const found = positionOf({ sourcePosition: "project:///../../code/orders/a.ts#3,4" }, "/code/orders", "/tmp/run");
    assert.deepEqual(found, { file: "a.ts", line: 3, column: 4 });
    assert.deepEqual(at("file:///code/orders/a.ts#3"), { file: "a.ts", line: 3, column: 1 });
  });

  it("is not outside the project", () => {
    assert.equal(at("file:///usr/lib/x.ts#3,4", "project:///../other/a.ts#1,1", "nonsense"), undefined);
    assert.equal(positionOf({}, "/code/orders", "/code/orders"), undefined);
  });
});
