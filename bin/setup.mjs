// Installs the packages of package-lock.json when they are missing or of another lock file, so that every command works
// from a clean clone. Plain JavaScript on Node alone: nothing is installed yet when it runs. Stdout is the command's.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nodeProblem } from "./node-version.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}/node_modules/.installed-lock`;

const problem = nodeProblem();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

const wanted = createHash("sha256")
  .update(readFileSync(`${root}/package-lock.json`))
  .digest("hex");

/** The digest of the lock file that node_modules was last installed from; empty if there is none. */
function installed() {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return "";
  }
}

if (installed() !== wanted) {
  console.error("Installing the npm packages of package-lock.json (about a minute the first time) ...");
  const started = Date.now();
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", process.stderr, process.stderr],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error("npm ci failed: see above. Check the network and the npm registry's settings, then try again.");
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}
