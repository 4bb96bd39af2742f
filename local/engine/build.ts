import { join } from "node:path";
import { runCommand, type CommandResult } from "./command";
import { cliOf } from "./installed";
import type { MakeOptions } from "./way";
import { PULUMI_VERSION } from "./version";

const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** Says the CLI's version, which it compares with a program's requirements, and leaves out what only debuggers read. */
const LINKER_FLAGS = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${PULUMI_VERSION}`;

/** Milliseconds between two lines of progress. */
const PROGRESS_INTERVAL = 10_000;

/**
 * Builds the CLI into `directory` from its Go module: about 5 minutes on two cores and 1 GB of modules the first time.
 * build/go.mod and build/go.sum hold every module's version and hash.
 */
export async function build(directory: string, { env, report, signal }: MakeOptions): Promise<void> {
  const go = (args: readonly string[], onLine: (line: string) => void) =>
    runCommand("go", args, {
      cwd: join(__dirname, "build"),
      // A go.work above the checkout would replace the pinned versions.
      env: { ...env, GOWORK: "off" },
      signal,
      onLine: (line, stream) => {
        if (stream === "stderr") onLine(line);
      },
    });

  report(`Building Pulumi ${PULUMI_VERSION} with Go: once, about 5 minutes on two cores.`);
  let modules = 0;
  const listed = await withProgress(
    () => `downloaded ${modules} modules`,
    report,
    () =>
      go(["list", "-mod=readonly", "-deps", PACKAGE], (line) => {
        if (line.startsWith("go: downloading")) modules += 1;
      }),
  );
  const packages = succeed(listed).stdout.trim().split("\n").length;

  let compiled = 0;
  const built = await withProgress(
    () => `compiled ${compiled} of at most ${packages} packages`,
    report,
    () =>
      go(["build", "-mod=readonly", "-v", "-ldflags", LINKER_FLAGS, "-o", cliOf(directory), PACKAGE], () => {
        compiled += 1;
      }),
  );
  succeed(built);
}

async function withProgress<T>(
  state: () => string,
  report: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const start = Date.now();
  const progress = setInterval(() => {
    report(`  ${Math.round((Date.now() - start) / 1000)} s: ${state()}`);
  }, PROGRESS_INTERVAL);
  try {
    return await work();
  } finally {
    clearInterval(progress);
  }
}

function succeed(result: CommandResult): CommandResult {
  if (result.code === 0) return result;
  const lines = result.stderr.trim().split("\n");
  throw new Error(`go failed:\n${lines.slice(-15).join("\n")}`);
}
