import assert from "node:assert/strict";

import { engineWithoutHost, onEachHost, onTiny, openFirst, openTiny } from "@aerospike-kinesis/test-support";

const errors = (diagnostics: readonly { severity: string; message: string }[]) =>
  diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());

describe("the language host", function () {
  this.timeout(300_000);
  // A run that fails leaves nothing in the stack, so one stack serves all of them.
  const tiny = openFirst(() => openTiny());

  // Whoever loses a program's failure makes every other test of this room green.
  for (const operation of ["preview", "up"] as const) {
    it(`fails ${operation} when the program throws, and shows what it threw`, async () => {
      const { code, diagnostics } = await tiny[operation]("dev", { config: { "tiny:end": "throw" } });
      assert.notEqual(code, 0);
      assert.match(errors(diagnostics).join("\n"), /Error: the program threw\n.*at .*index\.cjs:\d+/s);
    });
  }

  it("fails a program that forgets a rejection", async () => {
    const { code, diagnostics } = await tiny.preview("dev", { config: { "tiny:end": "reject" } });
    assert.notEqual(code, 0);
    assert.match(errors(diagnostics).join("\n"), /the program rejected/);
  });

  it("shows a RunError's message only, and says nothing of its own about it", async () => {
    const { code, diagnostics } = await tiny.preview("dev", { config: { "tiny:end": "run error" } });
    assert.notEqual(code, 0);
    assert.deepEqual(errors(diagnostics), ["this setting is wrong"]);
  });

  it("gives the program its project, stack, settings and options, and shows what it prints", async () => {
    const { code, diagnostics } = await tiny.up("dev", { config: { "tiny:number": "7" } });
    assert.equal(code, 0);
    const { title, typescript, number } = await tiny.outputs("dev");
    assert.deepEqual({ title, typescript, number }, { title: "tiny program", typescript: "", number: "7" });
    const printed = diagnostics.map(({ severity, message }) => `${severity} ${message.trim()}`);
    assert.ok(printed.includes("info tiny dev to stdout"), printed.join("\n"));
    assert.ok(printed.includes("info#err to stderr"), printed.join("\n"));
  });
});

describe("the end of a program", function () {
  this.timeout(300_000);
  const ours = engineWithoutHost();

  for (const [end, words, ourWords] of [
    ["exit", /program exited with .*\b3/i, /The program exited with code 3\./],
    ["kill", /./, /The program was ended by SIGKILL\./],
  ] as const) {
    it(`fails the run, and the language host says what it was: ${end}`, () =>
      onEachHost(ours, (engine) =>
        onTiny(
          async (tiny) => {
            const { code, diagnostics } = await tiny.preview("dev", { config: { "tiny:end": end } });
            assert.notEqual(code, 0);
            assert.match(errors(diagnostics).join("\n"), words);
            if (engine === ours) assert.match(errors(diagnostics).join("\n"), ourWords);
          },
          { engine },
        ),
      ));
  }
});
