import assert from "node:assert/strict";

import { sourcePositionOf } from "../../../commands/policy/source-position";

const at = (...frames: (string | undefined)[]) =>
  sourcePositionOf(
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
    const found = sourcePositionOf(
      { sourcePosition: "project:///../../code/orders/a.ts#3,4" },
      "/code/orders",
      "/tmp/run",
    );
    assert.deepEqual(found, { file: "a.ts", line: 3, column: 4 });
    assert.deepEqual(at("file:///code/orders/a.ts#3"), { file: "a.ts", line: 3, column: 1 });
  });

  // As the SDK and the engine write them, tried in directories of these names.
  for (const [project, sent] of [
    ["/code/orders (copy)", "project:///copy%29/components/key.ts#3,4"],
    ["/code/orders (copy)", "project:///copy)/components/key.ts#3,4"],
    ["/code (1)/a b (2)/c", "project:///2)/c/components/key.ts#3,4"],
    ["/code/(copy)", "project:///components/key.ts#3,4"],
    ["/code/ü #1 50%", "project:///components/key.ts#3,4"],
    ["/code/copy (2)", "project:///components/key.ts#3,4"],
  ] as const) {
    it(`is the file itself in the project ${project}, which the SDK calls ${sent}`, () => {
      const expected = { file: "components/key.ts", line: 3, column: 4 };
      assert.deepEqual(sourcePositionOf({ sourcePosition: sent }, project, project), expected);
    });
  }

  it("is found in such a project when the program stands in a directory of it", () => {
    const sent = "project:///test/gate/copy%29/components/key.ts#3,4";
    const found = sourcePositionOf({ sourcePosition: sent }, "/code/orders (copy)", "/code/orders (copy)");
    assert.deepEqual(found, { file: "components/key.ts", line: 3, column: 4 });
  });

  it("is found in such a project from a root elsewhere", () => {
    const found = sourcePositionOf({ sourcePosition: "project:///copy)/a.ts#3,4" }, "/code/orders (copy)", "/tmp/run");
    assert.deepEqual(found, { file: "a.ts", line: 3, column: 4 });
  });

  it("is none for a package of such a project", () => {
    const frame = { sourcePosition: "project:///copy)/node_modules/@pulumi/resource.ts#3,4" };
    assert.equal(sourcePositionOf(frame, "/code/orders (copy)", "/code/orders (copy)"), undefined);
  });

  it("is not outside the project", () => {
    assert.equal(at("file:///usr/lib/x.ts#3,4", "project:///../other/a.ts#1,1", "nonsense"), undefined);
    assert.equal(sourcePositionOf({}, "/code/orders", "/code/orders"), undefined);
  });
});
