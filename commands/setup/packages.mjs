import { accessSync, constants, existsSync, readFileSync } from "node:fs";

/** The file of esbuild that must be executable: tsx, which runs every command, starts it. */
const EXECUTABLE = process.platform === "win32" ? "esbuild.exe" : "bin/esbuild";

/**
 * The packages that package-lock.json wants on this machine and that node_modules does not hold, or holds in another
 * version. npm writes a list of what it installed, .package-lock.json, as its last step. Files can also be removed by
 * hand, or copied from another machine, so this looks for the packages themselves, too.
 * @returns {string[]} their names; none when node_modules is whole
 * @throws Error if there is no package-lock.json
 */
export function missingPackages(root) {
  const wanted = JSON.parse(readFileSync(`${root}/package-lock.json`, "utf8")).packages;
  const listed = listedPackages(root);
  return Object.entries(wanted)
    .filter(([path, entry]) => path.includes("node_modules/") && isForThisMachine(entry))
    .filter(([path, entry]) => !isSame(entry, listed[path]) || !isThere(root, path, entry))
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
}

/** By path, such as `node_modules/tsx`. */
function listedPackages(root) {
  try {
    return JSON.parse(readFileSync(`${root}/node_modules/.package-lock.json`, "utf8")).packages ?? {};
  } catch {
    return {};
  }
}

/**
 * npm leaves out optional packages for other machines, and the packages that only they need, which name no machine.
 * Packages with `libc` are not checked: nothing here needs them.
 */
function isForThisMachine({ optional, os, cpu, libc }) {
  return !optional || ((os ?? cpu) !== undefined && fits(os, process.platform) && fits(cpu, process.arch) && !libc);
}

/** `allowed` is a list such as `["linux", "darwin"]` or `["!win32"]`; absent, it allows everything. */
function fits(allowed = [], found) {
  const positive = allowed.filter((value) => !value.startsWith("!"));
  return !allowed.includes(`!${found}`) && (positive.length === 0 || positive.includes(found));
}

function isSame(wanted, listed) {
  return listed?.version === wanted.version && (!wanted.link || listed?.resolved === wanted.resolved);
}

function isThere(root, path, { bin = {} }) {
  const files = ["package.json", ...Object.values(bin), ...(path.includes("/@esbuild/") ? [EXECUTABLE] : [])];
  return files.every((file) => existsSync(`${root}/${path}/${file}`));
}

/**
 * The file that must be executable and is not, for example on a file system that is mounted noexec. Undefined if it is.
 */
export function unusableExecutable(root) {
  const { platform, arch, env } = process;
  const file = env.ESBUILD_BINARY_PATH || `${root}/node_modules/@esbuild/${platform}-${arch}/${EXECUTABLE}`;
  try {
    accessSync(file, constants.X_OK);
    return undefined;
  } catch {
    return file;
  }
}
