import assert from "node:assert/strict";

import { EngineError } from "../src/errors";
import { stageFile, stageNotes } from "../src/stage-file";

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

const stage = (text: string) => ({ stage: "dev", file: "stages/Pulumi.dev.yaml", project: "app", text });

const copy = (text: string, overrides = {}, previous = "") => stageFile(stage(text), overrides, previous);

describe("a stage's settings in a workspace", () => {
  it("are the project's, every value as it is written there", () => {
    assert.equal(
      copy(THEIRS),
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
    const text = "config:\n  app:map:\n    key: value\n  app:a: 1\n";
    assert.equal(
      copy(text, { "app:map": { k: ["0123", true] }, b: "yes" }),
      'config:\n  app:map: { "k": [ "0123", true ] }\n  app:a: 1\n  app:b: "yes"\n',
    );
  });

  it("keep the salt that the CLI wrote into the workspace, not the person's", () => {
    for (const theirs of ["encryptionsalt: v1:theirs", "secretsprovider: awskms://alias/x\nencryptedkey: AbC="]) {
      assert.equal(
        copy(`${theirs}\nconfig: {}\n`, {}, "encryptionsalt: v1:ours\nconfig:\n  app:old: 1\n"),
        "config: {}\nencryptionsalt: v1:ours\n",
      );
    }
  });

  it("may be none", () => {
    for (const text of ["", "# none yet\n", "\uFEFF"]) assert.equal(copy(text), "config: {}\n", text);
    assert.equal(copy("config:\n", { "app:a": 1 }), "config:\n  app:a: 1\n");
  });

  it("are named in full, in each of the ways in which the CLI takes a key", () => {
    const text = "config:\n  a: 1\n  app:b: 2\n  app:config:c: 3\n  aws:config:region: eu-west-1\n";
    assert.equal(
      copy(text, { "app:a": 5, c: 6 }),
      "config:\n  app:a: 5\n  app:b: 2\n  app:c: 6\n  aws:region: eu-west-1\n",
    );
  });

  it("are given once: of two, Pulumi takes either", () => {
    assert.throws(() => copy("config:\n  a: 1\n  app:a: 2\n  aws:region: x\n  aws:config:region: y\n"), {
      name: "EngineError",
      message: "stages/Pulumi.dev.yaml: expected each setting once, got two of app:a, aws:region. Remove one of them.",
    });
  });

  it("are read from the first document, with what aliases and merge keys name in its place", () => {
    const text = `tags: &tags { team: data, number: 0123 }
config:
  app:tags: *tags
  app:more: { <<: *tags, team: "own" }
  app:most:
    <<: [{ team: first }, *tags]
  app:quoted: { "<<": text }
---
config: {}
`;
    assert.equal(
      copy(text, { "app:tags": 1 }),
      `tags: &tags { team: data, number: 0123 }
config:
  app:tags: 1
  app:more: { team: "own", number: 0123 }
  app:most:
    team: first
    number: 0123
  app:quoted: { "<<": text }
`,
    );
  });

  it("may be JSON, indented with tabs, and have Windows' line ends", () => {
    assert.equal(
      copy('\uFEFF{\r\n\t"config": {\r\n\t\t"app:a": "0123",\r\n\t\t"app:b": 1\r\n\t}\r\n}\r\n'),
      '{ "config": { "app:a": "0123", "app:b": 1 } }\n',
    );
  });

  describe("that are encrypted", () => {
    it("are all named if they are the project's, with advice that is not to decrypt them", () => {
      const text = "config:\n  key:\n    secure: v1:x\n  app:map:\n    inner:\n      - plain\n      - secure: v1:y\n";
      assert.throws(() => copy(text), {
        name: "EngineError",
        message:
          "stages/Pulumi.dev.yaml: a local run cannot read the encrypted values of app:key, app:map.inner[1], for it " +
          "has no key. Leave them encrypted, and use your own Pulumi for this stage: " +
          "pulumi preview --stack dev --policy-pack policies --policy-pack-config policies/config.dev.json",
      });
      assert.equal(copy(text, { "app:key": "a", map: "b" }).includes("secure"), false);
    });

    it("do not stop a run that does not need them", () => {
      const text =
        "config:\n  aws:secretKey:\n    secure: v1:x\n  aws:assumeRoles:\n    - roleArn: r\n      externalId: { secure: v1:y }\n";
      assert.equal(
        copy(text),
        'config:\n  aws:secretKey: "[encrypted]"\n  aws:assumeRoles:\n    - roleArn: r\n      externalId: "[encrypted]"\n',
      );
    });

    it("are those that the CLI accepts as encrypted: only a text at secure", () => {
      const text =
        "config:\n  app:tags: { secure: yes, team: x }\n  app:more: { secure: [ a ] }\n  app:secure: { a: b }\n";
      assert.equal(copy(text), text);
    });
  });

  it("are only those of the file, without Pulumi ESC, and a note says so", () => {
    const told = (environments: string) => [
      `stages/Pulumi.dev.yaml: a local run does not open Pulumi ESC (environment: ${environments}) and takes the ` +
        "settings of the file alone. To judge the stage with its environment: " +
        "pulumi preview --stack dev --policy-pack policies --policy-pack-config policies/config.dev.json",
    ];
    const forms = {
      "environment:\n  - cdc/aws-login\n  - cdc/more@stable\n": told("cdc/aws-login, cdc/more@stable"),
      "environment:\n  imports: [a/b, { c/d: { merge: false } }]\n  values: { pulumiConfig: { a: b } }\n":
        told("a/b, c/d, values of its own"),
      '{"environment": ["a/b"]}': told("a/b"),
      "environment: []\n": [],
      "": [],
    };
    for (const [text, notes] of Object.entries(forms)) {
      assert.deepEqual(stageNotes(stage(text)), notes, text);
      assert.equal(copy(text).replace(/[{} ]/g, ""), "config:\n", text);
    }
  });

  describe("must be YAML,", () => {
    it("or the error names the file and each line", () => {
      assert.throws(
        () => copy("config:\n  a: [\n  b: }\n"),
        (error: unknown) =>
          error instanceof EngineError &&
          error.message.startsWith("stages/Pulumi.dev.yaml is not YAML: ") &&
          ["column 3", "column 6"].every((place) => error.message.includes(`at line 3, ${place}`)),
      );
    });

    const refused = {
      "a list": ["- a\n", "expected a map of keys and values, got a list."],
      "a text": ["config\n", "expected a map of keys and values, got a text."],
      "an alias of nothing": ["config: *x\n", "*x has no anchor. Write &x before it."],
      "an alias in itself": ["a: &x [*x]\n", "expected aliases that end, got *x inside itself, or too many."],
      "a few aliases that grow without an end": [
        `a0: &a0 [x]\n${Array.from({ length: 7 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]\n`).join("")}`,
        "expected fewer values through aliases, got more than 100000.",
      ],
      "a merged text": ["a: &x b\nc: { <<: *x }\n", "expected a map, or a list of maps, as the value of <<."],
    };
    for (const [what, [text = "", message = ""]] of Object.entries(refused)) {
      it(`not ${what}`, () => {
        assert.throws(() => copy(text), { name: "EngineError", message: `stages/Pulumi.dev.yaml: ${message}` });
      });
    }

    it("with each key once, and no tabs before it", () => {
      assert.throws(() => copy("config:\n  a: 1\n  a: 2\n"), /Pulumi\.dev\.yaml is not YAML: Map keys must be unique/);
      assert.throws(() => copy("config:\n\ta: 1\n"), /is not YAML: Tabs are not allowed as indentation at line 2/);
    });
  });
});
