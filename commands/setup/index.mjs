// Installs the packages of package-lock.json if one of them is missing, so that every command works in a clean clone.
// It is plain JavaScript on Node alone, because nothing is installed yet when it runs. It prints only to stderr: stdout
// belongs to the command.
import { spawnSync } from "node:child_process";
import { accessSync, constants, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeProblem } from "./node-version.mjs";
import { adviceOn, npmCi } from "./npm-ci.mjs";
import { missingPackages, unusableExecutable } from "./packages.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

const problem = nodeProblem();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

// tsx, which runs every command, keeps its cache there. It ends with a stack trace if it cannot.
if (!isAbsolute(tmpdir()) || !isWritable(tmpdir())) {
  fail(`${tmpdir()} cannot be written. Set TMPDIR to the absolute path of a directory that can.`);
}

let missing;
try {
  missing = missingPackages(root);
} catch {
  fail(`${root}package-lock.json cannot be read. Restore it from git.`);
}
if (missing.length > 0) install();
const executable = unusableExecutable(root);
if (executable) {
  fail(
    `${executable} cannot be executed. Move the checkout to a file system that is not mounted noexec, ` +
      `or set ESBUILD_BINARY_PATH to a copy of that file on one.`,
  );
}

function install() {
  if (!isWritable(root)) {
    fail(
      `${some(missing)} not installed, and ${root} cannot be written. ` +
        `Run npm ci --ignore-scripts there as its owner, or work in a copy of the checkout.`,
    );
  }
  console.error(`Installing the npm packages of package-lock.json: ${some(missing)} missing. About a minute ...`);
  const started = Date.now();
  // npm writes this list last. Without removing it here, an npm ci that is interrupted would leave an old list behind.
  rmSync(`${root}/node_modules/.package-lock.json`, { force: true });
  const { file, args, env } = npmCi(process.env);
  const npm = spawnSync(file, args, {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    stdio: ["ignore", process.stderr, "pipe"],
    shell: process.platform === "win32",
  });
  process.stderr.write(npm.stderr ?? "");
  if (npm.status !== 0) fail(`npm ci failed: ${adviceOn(npm)}`);
  const left = missingPackages(root);
  if (left.length > 0) {
    fail(
      `npm ci succeeded, and ${some(left)} still missing. A setting of npm must be the cause: ` +
        `look at npm config ls, and at the variables that begin with npm_config_.`,
    );
  }
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** "tsx is", "tsx and 3 more are" */
function some([first, ...more]) {
  return more.length > 0 ? `${first} and ${more.length} more are` : `${first} is`;
}

function isWritable(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
