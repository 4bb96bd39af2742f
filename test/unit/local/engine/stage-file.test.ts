import assert from "node:assert/strict";
import { UserError } from "../../../../local/command";
import { stageFile } from "../../../../local/engine/stage-file";

const NAME = "Pulumi.dev.yaml";

const THEIRS = `# The person's own file.
encryptionsalt: v1:theirs
config:
  app:octal: 0123
  app:date: 2020-01-01
  app:yes: yes
  app:quoted: "0123"
  app:list: [1, two]
  app:map:
    key: value
`;

describe("a stage's settings in a workspace", () => {
  it("are the project's, every value as it is written there", () => {
    assert.equal(
      stageFile(NAME, THEIRS, {}, ""),
      `config:
  app:octal: 0123
  app:date: 2020-01-01
  app:yes: yes
  app:quoted: "0123"
  app:list: [ 1, two ]
  app:map:
    key: value
`,
    );
  });

  it("are replaced by those that are handed in, whole", () => {
    const file = stageFile(
      NAME,
      "config:\n  app:map:\n    key: value\n  app:a: 1\n",
      { "app:map": { k: ["0123", true] }, "app:b": "yes" },
      "",
    );
    assert.equal(file, 'config:\n  app:map: { "k": [ "0123", true ] }\n  app:a: 1\n  app:b: "yes"\n');
  });

  it("keep the salt that the CLI wrote into the workspace, not the person's", () => {
    assert.equal(
      stageFile(
        NAME,
        "encryptionsalt: v1:theirs\nconfig: {}\n",
        {},
        "encryptionsalt: v1:ours\nconfig:\n  app:old: 1\n",
      ),
      "config: {}\nencryptionsalt: v1:ours\n",
    );
  });

  it("may be none", () => {
    assert.equal(stageFile(NAME, "", {}, ""), "config: {}\n");
    assert.equal(stageFile(NAME, "config:\n", { "app:a": 1 }, ""), "config:\n  app:a: 1\n");
  });

  it("cannot be encrypted ones, which are all named", () => {
    const encrypted = "config:\n  app:key:\n    secure: v1:x\n  app:map:\n    inner:\n      - secure: v1:y\n";
    assert.throws(() => stageFile(NAME, encrypted, {}, ""), {
      message:
        "Encrypted settings cannot be read by a local run: app:key, app:map.inner. " +
        "Only their owner's passphrase opens them; give plain values instead.",
    });
    assert.equal(stageFile(NAME, encrypted, { "app:key": "a", "app:map": "b" }, "").includes("secure"), false);
  });

  it("must be YAML, or the file and every place in it is named", () => {
    assert.throws(
      () => stageFile(NAME, "config:\n  a: [\n  b: }\n", {}, ""),
      (error: unknown) =>
        error instanceof UserError &&
        error.message.startsWith("Pulumi.dev.yaml is not YAML: ") &&
        ["column 3", "column 6"].every((place) => error.message.includes(`at line 3, ${place}`)),
    );
  });
});
