import { join } from "node:path";

import { runCommand } from "./command";
import { cliOf } from "./installed";
import { PULUMI_VERSION } from "./version";
import type { MakeOptions } from "./way";

const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** Says the CLI's version, which it compares with a program's requirements, and leaves out what only debuggers read. */
const LINKER_FLAGS = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${PULUMI_VERSION}`;

/** Milliseconds between two lines of progress. */
const PROGRESS_INTERVAL = 10_000;

/**
 * Builds the CLI into `directory` from its Go module: about 5 minutes on two cores and 1 GB of modules the first time.
 * build/go.mod and build/go.sum hold every module's version and hash.
 * @throws Error with Go's last lines
 */
export async function build(directory: string, options: MakeOptions): Promise<void> {
  options.report(`Building Pulumi ${PULUMI_VERSION} with Go: once, about 5 minutes on two cores.`);
  let modules = 0;
  const dependencies = await go(["list", "-mod=readonly", "-deps", PACKAGE], options, {
    onLine: (line) => {
      if (line.startsWith("go: downloading")) modules += 1;
    },
    progress: () => `downloaded ${modules} modules`,
  });
  const packages = dependencies.trim().split("\n").length;
  let compiled = 0;
  await go(["build", "-mod=readonly", "-v", "-ldflags", LINKER_FLAGS, "-o", cliOf(directory), PACKAGE], options, {
    onLine: () => {
      compiled += 1;
    },
    progress: () => `compiled ${compiled} of at most ${packages} packages`,
  });
}

interface Watch {
  /** Each line of Go's stderr, where it says what it does. */
  readonly onLine: (line: string) => void;
  readonly progress: () => string;
}

/** Runs Go in build/, and gives its stdout. */
async function go(args: readonly string[], { env, report, signal }: MakeOptions, watch: Watch): Promise<string> {
  const start = Date.now();
  const timer = setInterval(() => {
    report(`  ${Math.round((Date.now() - start) / 1000)} s: ${watch.progress()}`);
  }, PROGRESS_INTERVAL);
  try {
    const { code, stdout, stderr } = await runCommand("go", args, {
      cwd: join(__dirname, "build"),
      // A go.work above the checkout would replace the pinned versions, and a person's settings the machine to build for.
      env: { ...env, GOWORK: "off", GO111MODULE: "on", GOFLAGS: "", GOOS: "", GOARCH: "" },
      signal,
      onLine: (line, stream) => {
        if (stream === "stderr") watch.onLine(line);
      },
    });
    if (code !== 0) {
      throw new Error(`go ${String(args[0])} failed:\n${stderr.trim().split("\n").slice(-15).join("\n")}`);
    }
    return stdout;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOENT" ? new Error("Go is not installed") : error;
  } finally {
    clearInterval(timer);
  }
}
