import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { isOnlyOnAnyResource } from "../../policies/read/permissions/only-on-any-resource";

const { namesWithoutResource } = createRequire(__filename)("../../policies/tools/update-only-on-any-resource.cjs") as {
  namesWithoutResource: (actions: readonly object[]) => readonly string[];
};
const FILE = join(__dirname, "../../policies/read/permissions/only-on-any-resource.json");

describe("the list of actions that AWS allows on * alone", () => {
  it("says of which day it is, and where it is from", () => {
    const { date, source, actions } = JSON.parse(readFileSync(FILE, "utf8")) as Readonly<{
      date: string;
      source: string;
      actions: object;
    }>;
    assert.match(date, /^\d{4}-\d{2}-\d{2}$/);
    assert.match(source, /^https:\/\/docs\.aws\.amazon\.com\/service-authorization\//);
    assert.ok(Object.keys(actions).length > 400, "AWS has more than 400 services");
  });

  it("has what a service has no type of resource for, and nothing else", () => {
    for (const action of ["kinesis:ListStreams", "kms:CreateKey", "ec2:DescribeVpcs", "logs:DescribeLogGroups"]) {
      assert.equal(isOnlyOnAnyResource(action), true, action);
    }
    for (const action of ["kinesis:PutRecord", "kms:GenerateDataKey", "ec2:Describe*", "s3:GetObject", "x:y"]) {
      assert.equal(isOnlyOnAnyResource(action), false, action);
    }
  });

  it("is made of the reference: reads with the same first words are one name where none of them has a resource", () => {
    const action = (name: string, ...resourceTypes: string[]) => ({ name, resourceTypes });
    const actions = [
      action("PutThing", "thing*"),
      action("CreateThing"),
      action("ListThings"),
      action("ListThingTags"),
      action("ListThingOwners"),
      action("ListThingValues"),
      action("ListThing", "thing*"),
      ...["GetBoxSize", "GetBoxWidth", "GetBoxes", "GetBoxLid"].map((name) => action(name)),
    ];
    assert.deepEqual(namesWithoutResource(actions), [
      "CreateThing",
      "Get*",
      "ListThingOwners",
      "ListThingTags",
      "ListThingValues",
      "ListThings",
    ]);
  });
});
