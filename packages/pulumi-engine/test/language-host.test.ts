import assert from "node:assert/strict";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { installLanguageHost } from "../src/language-host";

describe("installing the language host", () => {
  it("puts a file there that can be executed", () => inTemporaryDirectory((home) => installLanguageHost(home)));

  it("says what to set on a file system that is mounted noexec", () =>
    inTemporaryDirectory(async (home) => {
      await assert.rejects(
        installLanguageHost(home, () => false),
        {
          name: "EngineError",
          message: /pulumi-language-nodejs cannot be executed\. Set XDG_STATE_HOME .* or TMPDIR /,
        },
      );
    }));
});
