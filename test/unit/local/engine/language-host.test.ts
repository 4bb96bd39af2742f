import assert from "node:assert/strict";
import { installLanguageHost } from "../../../../local/engine/language-host";
import { inTemporaryDirectory } from "../../../support/temporary-directory";

describe("installing the language host", () => {
  it("puts a file there that can be executed", () => inTemporaryDirectory((home) => installLanguageHost(home)));

  it("says what to set on a file system that is mounted noexec", () =>
    inTemporaryDirectory(async (home) => {
      await assert.rejects(
        installLanguageHost(home, () => false),
        { name: "UserError", message: /pulumi-language-nodejs cannot be executed\. Set XDG_STATE_HOME .* or TMPDIR / },
      );
    }));
});
