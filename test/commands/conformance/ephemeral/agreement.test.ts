import assert from "node:assert/strict";
import { PassThrough } from "node:stream";

import { confirm } from "../../../../commands/conformance/ephemeral/confirm";
import { type EphemeralFlags, isEphemeral } from "../../../../commands/conformance/ephemeral/flags";
import { describePrice } from "../../../../commands/conformance/ephemeral/price";
import { UsageError } from "../../../../commands/shared/errors";
import { PRICES } from "../../shared/cost/example";

const { signal } = new AbortController();

/** A terminal at which somebody types. */
function terminal(isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  return { input, output, shown: () => String(output.read()) };
}

describe("the agreement to the price of an ephemeral stack", () => {
  for (const [typed, isAgreed] of [
    ["yes\n", true],
    ["Y\n", true],
    ["no\n", false],
    ["\n", false],
    ["yes please\n", false],
  ] as const) {
    it(`is ${isAgreed ? "given" : "not given"} by ${JSON.stringify(typed)}`, async () => {
      const { input, output, shown } = terminal();
      const answered = confirm("Start? yes or no:", false, signal, { input, output });
      input.write(typed);
      assert.equal(await answered, isAgreed);
      assert.match(shown(), /Start\? yes or no:/);
    });
  }

  it("is not given by a terminal that is closed", async () => {
    const { input, output } = terminal();
    const answered = confirm("Start?", false, signal, { input, output });
    input.end();
    assert.equal(await answered, false);
  });

  it("is not given by Ctrl-C at the question", async () => {
    const { input, output } = terminal();
    const shown = Object.assign(output, { isTTY: true });
    const answered = confirm("Start?", false, signal, { input, output: shown });
    input.write("yes\u0003");
    assert.equal(await answered, false);
  });

  it("is not waited for after an interrupt", async () => {
    const { input, output } = terminal();
    const interrupt = new AbortController();
    const answered = confirm("Start?", false, interrupt.signal, { input, output });
    interrupt.abort();
    await assert.rejects(answered, { name: "AbortError" });
  });

  it("is not asked for with --yes", async () => {
    const { input, output } = terminal(false);
    assert.equal(await confirm("Start?", true, signal, { input, output }), true);
    assert.equal(output.read(), null);
  });

  it("cannot be asked for without a terminal", async () => {
    const { input, output } = terminal(false);
    await assert.rejects(
      confirm("Start?", false, signal, { input, output }),
      new UsageError("--yes: expected it, since there is no terminal to ask for your agreement to the price."),
    );
  });
});

describe("the price of an ephemeral stack", () => {
  it("is rounded up to a cent, grows with the streams, and says whose prices it has", () => {
    // An hour of a stream US$0.04, 21,000 requests at US$3.50 a million, 260 MB in and twice out, an hour of a secret.
    assert.equal(describePrice("us-east-1", 1, PRICES), "at most US$0.16 for up to an hour");
    assert.equal(describePrice("us-east-1", 3, PRICES), "at most US$0.24 for up to an hour");
    assert.match(
      describePrice("ap-south-1", 1, PRICES),
      /^at most US\$0\.\d\d for up to an hour \(in part at the prices of us-east-1\)$/,
    );
  });
});

describe("the flags of an ephemeral stack", () => {
  const problemsOf = (flags: EphemeralFlags): string => {
    try {
      isEphemeral(flags);
      return "";
    } catch (error) {
      assert.ok(error instanceof UsageError);
      return error.message;
    }
  };

  it("go with --ephemeral alone", () => {
    assert.equal(isEphemeral({ local: true }), false);
    assert.equal(
      problemsOf({ stage: "dev", yes: true, destroy: "x", assumptions: "f" }),
      ["yes", "destroy", "assumptions"].map((flag) => `--${flag}: expected it with --ephemeral alone.`).join("\n"),
    );
  });

  it("leave no place for another API, or for anything beside --destroy", () => {
    assert.equal(isEphemeral({ ephemeral: true, stage: "dev", region: "eu-west-1", yes: true }), true);
    assert.equal(isEphemeral({ ephemeral: true, local: true, assumptions: "f" }), true);
    assert.equal(
      problemsOf({ ephemeral: true, url: "u", stream: "s", assumptions: "f" }),
      [
        "--url: expected it without --ephemeral.",
        "--stream: expected it without --ephemeral.",
        "--assumptions: expected it with --local alone: it is for the local AWS.",
      ].join("\n"),
    );
    assert.equal(
      problemsOf({ ephemeral: true, destroy: "x", stage: "dev" }),
      "--stage: expected it without --destroy.",
    );
  });
});
