import assert from "node:assert/strict";

import { userDirectory, writingTo } from "../src/places";

const failing = (code: string) => () => Promise.reject(Object.assign(new Error("from the system"), { code }));

describe("a user's directory", () => {
  it("is where the variable says, or below the home directory", () => {
    const env = { XDG_STATE_HOME: "/state", HOME: "/home/me" };
    assert.equal(userDirectory("XDG_STATE_HOME", env), "/state");
    assert.equal(userDirectory("XDG_CACHE_HOME", env), "/home/me/.cache");
    assert.equal(userDirectory("XDG_STATE_HOME", { HOME: "/home/me" }), "/home/me/.local/state");
  });

  it("is not moved by a variable that is empty or relative", () => {
    for (const value of ["", "state", "./state"]) {
      assert.equal(userDirectory("XDG_STATE_HOME", { XDG_STATE_HOME: value, HOME: "/me" }), "/me/.local/state");
    }
  });
});

describe("writing to a directory", () => {
  it("gives what the work gives", async () => {
    assert.equal(await writingTo("/x", "TMPDIR", () => Promise.resolve(7)), 7);
  });

  for (const code of ["EACCES", "EROFS", "ENOENT", "ENOTDIR", "ENOSPC", "EDQUOT", "EPERM"]) {
    it(`says what to set on ${code}`, async () => {
      await assert.rejects(writingTo("/x", "TMPDIR", failing(code)), {
        name: "EngineError",
        message: `/x cannot be written (${code}). Set TMPDIR to a directory that can.`,
      });
    });
  }

  it("passes on every other failure", async () => {
    await assert.rejects(writingTo("/x", "TMPDIR", failing("EMFILE")), { message: "from the system" });
  });
});
