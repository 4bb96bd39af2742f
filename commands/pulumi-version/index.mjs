// Writes the version in .pulumi.version into the files of npm and Go, which read only their own files. It is plain
// JavaScript on Node alone, like commands/setup: the packages change while it runs.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const build = `${root}packages/pulumi-engine/src/build`;
const MODULE = "github.com/pulumi/pulumi/pkg/v3";

const version = readFileSync(`${root}.pulumi.version`, "utf8").trim();
if (!/^\d+\.\d+\.\d+$/.test(version)) fail(`.pulumi.version: expected a version such as 3.1.0, got "${version}".`);

for (const directory of ["", ...workspaces()]) {
  const file = `${root}${directory}package.json`;
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/("@pulumi\/pulumi": )"[^"]*"/, `$1"${version}"`));
}
run(root, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund");

// A module's own `replace` lines count only if it is built by itself. So our go.mod copies them, except for those with
// paths.
const { GoMod } = JSON.parse(run(build, "go", "mod", "download", "-json", `${MODULE}@v${version}`));
const replaced = readFileSync(GoMod, "utf8").match(/^replace .* => [^.\s].*$/gm) ?? [];
rmSync(`${build}/go.sum`, { force: true });
writeFileSync(`${build}/go.mod`, ["module aerospike-kinesis/engine", "go 1.26", ...replaced, ""].join("\n\n"));
run(build, "go", "get", `${MODULE}/cmd/pulumi@v${version}`);

/** The directories of the npm workspaces, each with a slash at its end. */
function workspaces() {
  const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8"));
  return Object.keys(packages).flatMap((path) => (path && !path.includes("node_modules/") ? [`${path}/`] : []));
}

/** Runs a command that must succeed. @returns its stdout */
function run(cwd, file, ...args) {
  const env = { ...process.env, GOWORK: "off", GOFLAGS: "" };
  const { status, stdout, error } = spawnSync(file, args, {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) fail(`${file} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}.`);
  return stdout;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
