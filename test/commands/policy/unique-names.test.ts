import assert from "node:assert/strict";

import { collisionNotes, type Holdings, holdingsOf } from "../../../commands/policy/unique-names";

const step = (type: string, inputs: Record<string, unknown>) => ({
  op: "create",
  urn: "urn",
  newState: { type, urn: "urn", inputs },
});

const STREAM = "the stream orders in eu-west-1";

/** What is said of stage prod beside stage dev. */
const notes = (prod: Holdings, dev: Holdings) =>
  collisionNotes({ stage: "prod", holdings: prod }, [{ stage: "dev", holdings: dev }]);

describe("what a stage would have in an account", () => {
  it("is every name that AWS keeps unique, and where the stage may go", () => {
    const steps = [
      step("pulumi:providers:aws", { allowedAccountIds: `["123456789012"]`, profile: "cdc", region: "eu-west-1" }),
      step("aws:kinesis/stream:Stream", { name: "orders", region: "eu-west-1" }),
      step("aws:secretsmanager/secret:Secret", { name: "file-1", region: "eu-west-1" }),
      step("aws:iam/role:Role", { name: "writer-1" }),
      step("aws:apigateway/restApi:RestApi", { name: "orders-dev", region: "eu-west-1" }),
    ];
    assert.deepEqual(holdingsOf({ steps }), {
      names: [STREAM, "the secret file-1 in eu-west-1", "the role writer-1"],
      accounts: ["123456789012"],
      profile: "cdc",
    });
  });

  it("is noted if a stage before it has the same name", () => {
    assert.deepEqual(notes({ names: [STREAM, "the role x"] }, { names: [STREAM] }), [
      `${STREAM} is stage dev's, too. In one account AWS refuses the second. Give one of them another name, or each stage its own account in aws:allowedAccountIds.`,
    ]);
    assert.deepEqual(notes({ names: [STREAM] }, { names: ["the stream orders in eu-west-2"] }), []);
  });

  it("is not noted if the two stages have different accounts or profiles", () => {
    const names = [STREAM];
    assert.deepEqual(notes({ names, accounts: ["1"] }, { names, accounts: ["2"] }), []);
    assert.deepEqual(notes({ names, profile: "a" }, { names, profile: "b" }), []);
    assert.equal(notes({ names, accounts: ["1", "2"] }, { names, accounts: ["2"] }).length, 1);
    assert.equal(notes({ names, accounts: ["1"] }, { names }).length, 1);
  });
});
