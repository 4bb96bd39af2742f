import assert from "node:assert/strict";

import { UsageError } from "../../../../commands/shared/errors";
import { parseFlags } from "../../../../commands/shared/flags/parse-flags";
import { readAll } from "../../../../commands/shared/flags/read-all";

const OPTIONS = {
  stage: { type: "string" },
  once: { type: "boolean" },
  "faults-region": { type: "string", default: "all" },
  output: { type: "string", multiple: true },
} as const;

describe("the flags of a command", () => {
  it("are read, with their defaults", () => {
    const argv = ["--stage=prod", "--once", "--output", "a", "--output", "b"];
    const { flags, problems } = parseFlags(argv, OPTIONS);
    assert.deepEqual(
      [{ ...flags }, problems],
      [{ stage: "prod", once: true, output: ["a", "b"], "faults-region": "all" }, []],
    );
  });

  it("may be a lone -, and a text that begins with - after =", () => {
    const { flags, problems } = parseFlags(["--stage", "-", "--output=--x"], OPTIONS);
    assert.deepEqual([flags.stage, flags.output, problems], ["-", ["--x"], []]);
  });
});

describe("a flag that is given twice", () => {
  it("is no mistake with the same value", () => {
    const { flags, problems } = parseFlags(["--once", "--once", "--stage=dev", "--stage", "dev"], OPTIONS);
    assert.deepEqual([flags.once, flags.stage, problems], [true, "dev", []]);
  });
});

describe("a command line that cannot be read", () => {
  for (const [found, ...messages] of [
    [["--stge", "prod"], "Unknown option --stge. Did you mean --stage?"],
    [["--Once"], "Unknown option --Once. Did you mean --once?"],
    [["--elephant"], "Unknown option --elephant."],
    [["--elephant", "grey"], "Unknown option --elephant."],
    [["-x"], "Unknown option -x."],
    [["-xyz"], "Unknown option -xyz."],
    [["prod"], 'Expected only flags, such as --stage, got "prod".'],
    [["--", "prod", "dev"], 'Expected only flags, such as --stage, got "prod", "dev".'],
    [["--stage"], "--stage: expected a value, got nothing."],
    [["--stage", "--once"], "--stage: expected a value, got --once. If that is the value, write --stage=--once."],
    [["--once=1"], '--once: expected no value, got "1".'],
    [["--stage", "a", "--stage", "b"], "--stage: expected it once, got it 2 times (a, b)."],
    [
      ["--stge=prod", "--ones", "--elephant=1", "--output", "x", "here", "--faults-region"],
      "Unknown option --stge. Did you mean --stage?",
      "Unknown option --ones. Did you mean --once?",
      "Unknown option --elephant.",
      "--faults-region: expected a value, got nothing.",
      'Expected only flags, such as --stage, got "here".',
    ],
  ] as const) {
    it(`is explained: ${found.join(" ")}`, () => {
      assert.deepEqual(parseFlags(found, OPTIONS).problems, messages);
    });
  }

  it("keeps the value of a misspelled flag, so that it is checked, too", () => {
    assert.equal(parseFlags(["--stge", "prod"], OPTIONS).flags.stage, "prod");
    assert.equal(parseFlags(["--stge", "prod", "--stage", "dev"], OPTIONS).flags.stage, "dev");
  });
});

describe("the parts of a command line", () => {
  it("are all read, and one error names the problems of each", async () => {
    const fail = (message: string) => () => {
      throw new UsageError(message);
    };
    assert.deepEqual(await readAll({ a: () => 1, b: () => Promise.resolve("two") }), { a: 1, b: "two" });
    await assert.rejects(
      readAll({ a: fail("--a: wrong"), b: () => 1, c: () => Promise.reject(new UsageError("--c: wrong")) }),
      new UsageError("--a: wrong\n--c: wrong"),
    );
  });

  it("do not hide an error that is not about the command line", async () => {
    const broken = () => Promise.reject(new TypeError("ours"));
    await assert.rejects(readAll({ a: broken }), new TypeError("ours"));
  });
});
