import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import {
  engine,
  engineWithoutHost,
  inTemporaryDirectory,
  onEachHost,
  onTiny,
  processGone,
  TINY,
  TINY_POLICIES,
} from "@aerospike-kinesis/test-support";

import { openWorkspace } from "../../src/workspace";
import type { WorkspaceOptions } from "../../src/workspace-options";

/** Every file of the tiny project, with its text. */
async function projectFiles(): Promise<Record<string, string>> {
  const names = await readdir(TINY);
  const texts = await Promise.all(names.map((name) => readFile(join(TINY, name), "utf8")));
  return Object.fromEntries(names.map((name, index) => [name, texts[index]!]));
}

describe("a workspace", function () {
  this.timeout(300_000);
  const ours = engineWithoutHost();

  it("brings a stack up, changes nothing the second time, and destroys it; the project stays untouched", async () => {
    const before = await projectFiles();
    await onTiny(async (tiny) => {
      const preview = await tiny.preview("dev");
      assert.deepEqual([preview.code, preview.changes], [0, { create: 2 }]);
      // What Pulumi makes of an unquoted 0123, in the project's own file as in our copy of it.
      assert.deepEqual(preview.steps[1]!.newState!.inputs, { number: "83" });

      const up = await tiny.up("dev");
      assert.deepEqual([up.code, up.changes], [0, { create: 2 }]);
      assert.deepEqual(
        up.steps.map(({ op }) => op),
        ["create", "create"],
      );

      const again = await tiny.up("dev", { args: ["--expect-no-changes"] });
      assert.deepEqual([again.code, again.changes], [0, { same: 2 }]);

      const same = await tiny.preview("dev");
      assert.deepEqual(
        same.steps.map(({ op }) => op),
        ["same", "same"],
      );

      const changed = await tiny.up("dev", { config: { "tiny:number": "8" } });
      assert.doesNotMatch(changed.stdout, /^Previewing update/m);
      assert.deepEqual([changed.code, changed.changes], [0, { same: 1, update: 1 }]);

      const listed = await tiny.pulumi(["stack", "--show-urns", "--stack", "dev"]);
      assert.match(listed.stdout, /URN: urn:pulumi:dev::tiny::tiny:index:Thing::thing/);

      const destroyed = await tiny.destroy("dev", { previewFirst: true });
      assert.match(destroyed.stdout, /^Previewing destroy/m);
      assert.deepEqual([destroyed.code, destroyed.changes, destroyed.steps.length], [0, { delete: 2 }, 2]);
      assert.deepEqual((await tiny.exportState("dev")).deployment.resources ?? [], []);
    });
    assert.deepEqual(await projectFiles(), before);
  });

  it("keeps no log of the CLI, also where an earlier run left some", () =>
    inTemporaryDirectory(async (directory) => {
      const logs = join(directory, "home", "logs");
      await mkdir(logs, { recursive: true });
      await writeFile(join(logs, "pulumi-20260101T000000-1.log"), "");
      const workspace = await openWorkspace({ engine: await engine(), project: TINY, directory });
      await workspace.init("dev");
      assert.equal((await stat(logs)).isFile(), true);
    }));

  it("gives outputs, secrets only when asked, and keeps them encrypted", () =>
    onTiny(async (tiny) => {
      await tiny.up("dev");
      assert.equal((await tiny.outputs("dev")).password, "[secret]");
      assert.equal((await tiny.outputs("dev", { showSecrets: true })).password, "hunter2");
      const state = JSON.stringify(await tiny.exportState("dev"));
      assert.match(state, /ciphertext/);
      assert.doesNotMatch(state, /hunter2/);
      assert.doesNotMatch(tiny.lines.join("\n"), /hunter2/);
    }));

  it("has a state of its own, and nothing of the person's accounts", async () => {
    const person = {
      PULUMI_ACCESS_TOKEN: "t",
      PULUMI_STACK: "prod",
      PULUMI_BACKEND_URL: "https://api.example",
      AWS_PROFILE: "p",
    };
    Object.assign(process.env, person);
    try {
      await onTiny(async (first) => {
        await first.up("dev");
        await onTiny(async (second) => {
          assert.deepEqual((await second.preview("dev")).changes, { create: 2 });
        });
        assert.deepEqual((await first.outputs("dev")).pulumiEnvironment, []);
      });
    } finally {
      for (const name of Object.keys(person)) Reflect.deleteProperty(process.env, name);
    }
  });

  it("runs another entry of the project's in the place of its own", () =>
    onTiny(
      async (tiny) => {
        const { code, steps } = await tiny.preview("dev");
        assert.equal(code, 0);
        assert.deepEqual(steps.at(-1)!.newState!.inputs, { number: "changed" });
      },
      { main: join(TINY, "other.cjs") },
    ));

  it("says what the CLI said when a command cannot work", () =>
    onTiny(async (tiny) => {
      await assert.rejects(
        tiny.init("dev"),
        /pulumi stack init dev --no-select failed:\nerror: stack .* already exists/,
      );
      await assert.rejects(tiny.outputs("prod"), /pulumi stack output .*no stack named 'prod'/s);
    }));

  it("leaves no process behind when its own is killed", () =>
    inTemporaryDirectory(async (directory) => {
      const script = join(__dirname, "programs", "hang.ts");
      const parent = spawn(process.execPath, ["--import", "tsx", script, directory], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      for await (const line of createInterface({ input: parent.stdout })) {
        const [, program] = /hanging in (\d+)/.exec(line) ?? [];
        if (program === undefined) continue;
        parent.kill("SIGKILL");
        await processGone(Number(program));
        return;
      }
      assert.fail("the program never ran");
    }));

  it("leaves no process behind when it is aborted, however stubborn the program is", () =>
    onEachHost(ours, (engine) => aborts({ engine })));
});

/** Aborts the tiny program as it hangs, and deaf to interrupts. */
function aborts(options: Partial<WorkspaceOptions> = {}): Promise<void> {
  return onTiny(async (tiny) => {
    const abort = new AbortController();
    let program = NaN;
    const watch = setInterval(() => {
      program = Number(/hanging in (\d+)/.exec(tiny.lines.join("\n"))?.[1]);
      if (program) abort.abort(new Error("Ctrl-C"));
    }, 20);
    const hanging = tiny.up("dev", {
      config: { "tiny:end": "hang" },
      policyPacks: [TINY_POLICIES],
      signal: abort.signal,
    });
    await assert.rejects(hanging, /Ctrl-C/);
    clearInterval(watch);
    await processGone(program);
    assert.deepEqual(
      (await readdir(tiny.directory)).filter((name) => name.startsWith("events")),
      [],
    );
  }, options);
}
