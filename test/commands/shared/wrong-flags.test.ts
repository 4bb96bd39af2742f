import assert from "node:assert/strict";
import { parseArgs } from "node:util";

import { describeParseError, describeRepeated, describeTakenByNpm } from "../../../commands/shared/wrong-flags";

const OPTIONS = {
  stage: { type: "string" },
  once: { type: "boolean" },
  "faults-region": { type: "string" },
  force: { type: "boolean" },
} as const;

describe("a flag before --", () => {
  it("is named with the line to type, because npm took it", () => {
    assert.equal(
      describeTakenByNpm(OPTIONS, {
        npm_lifecycle_event: "soak",
        npm_config_once: "true",
        npm_config_faults_region: "eu-west-1",
      }),
      "npm took --once --faults-region for itself. Write -- before the flags: npm run soak -- --once --faults-region ...",
    );
    assert.match(
      describeTakenByNpm(OPTIONS, { npm_lifecycle_event: "start", npm_config_stage: "true" }) ?? "",
      /: npm start -- --stage/,
    );
  });

  it("is no mistake if it is npm's own, or not one of the command's", () => {
    assert.equal(describeTakenByNpm(OPTIONS, { npm_config_force: "true", npm_config_loglevel: "silent" }), undefined);
  });
});

describe("a command line that cannot be read", () => {
  for (const [found, message] of [
    [["--stge", "prod"], "Unknown option --stge. Did you mean --stage?"],
    [["--Once"], "Unknown option --Once. Did you mean --once?"],
    [["--elephant"], "Unknown option --elephant."],
    [["-x"], "Unknown option -x."],
    [["prod"], 'Expected only flags, such as --stage, got "prod".'],
    [["--stage"], "Option '--stage <value>' argument missing."],
    [
      ["--stage", "-5"],
      "--stage: expected a value, got a word that begins with a dash. If it is the value, write --stage=-...",
    ],
    [["--once=1"], "Option '--once' does not take an argument."],
  ] as const) {
    it(`is explained: ${found.join(" ")}`, () => {
      let error: unknown;
      try {
        parseArgs({ args: [...found], options: OPTIONS });
      } catch (thrown) {
        error = thrown;
      }
      assert.equal(describeParseError(error as Error, OPTIONS), message);
    });
  }
});

describe("a flag that is given twice", () => {
  const repeatedIn = (...args: readonly string[]) => {
    const options = { ...OPTIONS, output: { type: "string", multiple: true } } as const;
    return describeRepeated(options, parseArgs({ args: [...args], options, tokens: true }).tokens);
  };

  it("is named with its values, because only the last one would count", () => {
    assert.deepEqual(repeatedIn("--stage", "dev", "--faults-region=a", "--stage", "prod", "--faults-region", "b"), [
      "--stage: expected it once, got it 2 times (dev, prod).",
      "--faults-region: expected it once, got it 2 times (a, b).",
    ]);
  });

  it("is no mistake with the same value, or where the command takes more than one", () => {
    assert.deepEqual(repeatedIn("--once", "--once", "--stage=dev", "--stage", "dev", "--output=a", "--output=b"), []);
  });
});
