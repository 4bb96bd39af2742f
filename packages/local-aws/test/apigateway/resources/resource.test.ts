import assert from "node:assert/strict";

import { buildApi, refuses } from "./control-plane";

describe("API Gateway's control plane for resources", () => {
  it("takes a resource's children along", async () => {
    const { aws, restApi, place } = await buildApi();
    const child = await aws.create("Resource", { restApi, parentId: place.resourceId, pathPart: "y" });
    await aws.delete("Resource", place.resourceId, { restApi });
    assert.equal(await aws.read("Resource", child.id, { restApi }), undefined);
  });

  refuses(
    [
      "a resource under an unknown parent",
      ({ aws, restApi }) => aws.create("Resource", { restApi, parentId: "nope", pathPart: "a" }),
      "NotFoundException",
      "Invalid Resource identifier specified",
    ],
    [
      "two resources of one name",
      ({ aws, restApi, root }) => aws.create("Resource", { restApi, parentId: root, pathPart: "x" }),
      "ConflictException",
      "Another resource with the same parent already has this name: x",
    ],
    [
      "a path part with a slash",
      ({ aws, restApi, root }) => aws.create("Resource", { restApi, parentId: root, pathPart: "a/b" }),
      "BadRequestException",
      /path part only allow/,
    ],
    [
      "/ping",
      ({ aws, restApi, root }) => aws.create("Resource", { restApi, parentId: root, pathPart: "ping" }),
      "BadRequestException",
      /reserved/,
    ],
    [
      "a resource within itself",
      ({ aws, restApi, place }) =>
        aws.update("Resource", place.resourceId, { restApi, parentId: place.resourceId, pathPart: "x" }),
      "BadRequestException",
      "Resources cannot be cyclical.",
    ],
  );
});
