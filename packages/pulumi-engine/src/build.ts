import { join } from "node:path";

import { runCommand } from "./command";
import { cliOf } from "./installed";
import type { MakeOptions } from "./make-options";
import { PULUMI_VERSION } from "./version";

const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** Sets the CLI's version, which it compares with a program's requirements, and leaves out what only debuggers read. */
const LINKER_FLAGS = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${PULUMI_VERSION}`;

/** Milliseconds between two lines of progress. */
const PROGRESS_INTERVAL = 10_000;

/**
 * Builds the CLI from its Go module. This takes about 5 minutes on two cores and downloads 1 GB of modules the first
 * time. build/go.mod and build/go.sum hold the version and the hash of every module.
 * @param directory where the CLI goes, as `bin/pulumi`
 * @param options the environment for Go, who is told of the progress, and the signal that ends the build
 * @throws Error with Go's last lines, or if Go is not installed
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
  /** Takes each line of Go's stderr, where Go says what it does. */
  readonly onLine: (line: string) => void;
  readonly progress: () => string;
}

/**
 * Runs Go in build/.
 * @returns its stdout
 */
async function go(args: readonly string[], { env, report, signal }: MakeOptions, watch: Watch): Promise<string> {
  const start = Date.now();
  const timer = setInterval(() => {
    report(`  ${Math.round((Date.now() - start) / 1000)} s: ${watch.progress()}`);
  }, PROGRESS_INTERVAL);
  try {
    const { code, stdout, stderr } = await runCommand("go", args, {
      cwd: join(__dirname, "build"),
      // A go.work above the checkout would replace the pinned versions. A person's settings could name another machine
      // to build for.
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
