import assert from "node:assert/strict";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { fileAppears, inTemporaryDirectory, processGone } from "@aerospike-kinesis/test-support";

import { build } from "../src/build";
import { makeEngine } from "../src/make";
import { PULUMI_VERSION } from "../src/version";

/** Calls `use` where `go` is this shell script. */
async function withGo(
  script: string,
  use: (directory: string, env: NodeJS.ProcessEnv) => Promise<void>,
): Promise<void> {
  await inTemporaryDirectory(async (directory) => {
    await writeFile(join(directory, "go"), `#!/bin/sh\n${script}\n`);
    await chmod(join(directory, "go"), 0o755);
    await use(directory, { PATH: `${directory}:/usr/bin:/bin`, HERE: directory });
  });
}

const report = () => undefined;

describe("building the engine", () => {
  it("builds the pinned CLI for this machine, whatever go.work is above and whatever a person's settings are", () =>
    withGo('echo "$GOWORK$GOOS$GOARCH$GOFLAGS $(basename "$PWD") $*" >> "$HERE/calls"', async (directory, env) => {
      const person = { ...env, GOOS: "plan9", GOARCH: "arm", GOFLAGS: "-mod=vendor" };
      await build(join(directory, "target"), { env: person, report });
      const calls = (await readFile(join(directory, "calls"), "utf8")).trim().split("\n");
      assert.deepEqual(calls, [
        "off build list -mod=readonly -deps github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
        "off build build -mod=readonly -v -ldflags -s -w " +
          `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${PULUMI_VERSION} ` +
          `-o ${directory}/target/bin/pulumi github.com/pulumi/pulumi/pkg/v3/cmd/pulumi`,
      ]);
    }));

  it("pins the same version that it names", async () => {
    const pinned = await readFile(join(__dirname, "../src/build/go.mod"), "utf8");
    assert.match(pinned, new RegExp(`\\bgithub\\.com/pulumi/pulumi/pkg/v3 v${PULUMI_VERSION}\\s`));
  });

  it("fails with Go's last lines", () =>
    withGo('test "$1" = list || { echo "a.go:1: wrong" >&2; exit 2; }', async (directory, env) => {
      await assert.rejects(build(directory, { env, report }), { message: "go build failed:\na.go:1: wrong" });
    }));

  it("says that there is no Go", async () => {
    await assert.rejects(build("/unused", { env: { PATH: "/nowhere" }, report }), { message: "Go is not installed" });
  });

  it("leaves no files and no running Go when it is interrupted", () =>
    withGo(`test "$1" = list || sh -c 'echo $$ > "$HERE/compiler"; exec sleep 30'`, async (directory, env) => {
      const abort = new AbortController();
      const interrupted = makeEngine(
        join(directory, "cache", "pulumi"),
        { build },
        { env, report, signal: abort.signal },
      );
      const compiler = Number(await fileAppears(join(directory, "compiler")));
      assert.equal((await readdir(join(directory, "cache"))).length, 1);
      abort.abort(new Error("Ctrl-C"));
      await assert.rejects(interrupted, /Ctrl-C/);
      assert.deepEqual(await readdir(join(directory, "cache")), []);
      await processGone(compiler);
    }));
});
