import assert from "node:assert/strict";

import { awsClients } from "../../../commands/shared/clients";
import { UserError } from "../../../commands/shared/errors";

const LOCAL = { endpoint: "https://127.0.0.1:1", ca: "" };

describe("clients of the local AWS", () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, "GLOBAL_AGENT");
    Reflect.deleteProperty(process.env, "GLOBAL_AGENT_FORCE_GLOBAL_AGENT");
  });

  it("say what to set if global-agent would replace their certificate", () => {
    Object.assign(globalThis, { GLOBAL_AGENT: {} });
    assert.throws(() => awsClients("eu-west-1", LOCAL), new RegExp("Set GLOBAL_AGENT_FORCE_GLOBAL_AGENT=false"));
    assert.throws(() => awsClients("eu-west-1", LOCAL), UserError);
    awsClients("eu-west-1", { credentials: { accessKeyId: "a", secretAccessKey: "b" } }).close();
    process.env.GLOBAL_AGENT_FORCE_GLOBAL_AGENT = "false";
    awsClients("eu-west-1", LOCAL).close();
  });
});
