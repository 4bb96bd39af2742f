"use strict";

const { createHash } = require("node:crypto");
const { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { homedir, tmpdir } = require("node:os");
const { isAbsolute, join } = require("node:path");

/** The last line of a bundle: a hash of all lines before it. */
const SEAL = "\n//# sha256=";

/**
 * The kept bundles of a program, one for each version of Node.
 * @param {string} program directory of the program
 * @param {string} entry its module
 * @param {NodeJS.ProcessEnv} env its `AEROSPIKE_KINESIS_CACHE`, else `XDG_CACHE_HOME`, moves the directory
 * @returns `directory` is where they are kept; undefined if nothing can be written by us alone. `read` gives a bundle and its
 *   file by its key, or undefined; `write` keeps one, and gives undefined if it cannot
 */
function bundleFiles(program, entry, env) {
  const directory = [...cacheDirectories(env)].find(isOurs);
  if (directory === undefined) return { directory, read: () => undefined, write: () => undefined };
  const prefix = `${hashOf(JSON.stringify([program, entry, process.version])).slice(0, 16)}-`;
  const fileOf = (key) => join(directory, `${prefix}${key}.cjs`);
  return {
    directory,
    read(key) {
      const file = fileOf(key);
      try {
        if (!belongsToUs(lstatSync(file))) return undefined;
        const text = readFileSync(file, "utf8");
        const end = text.lastIndexOf(SEAL);
        const code = text.slice(0, end);
        return end >= 0 && text.slice(end + SEAL.length) === hashOf(code) ? { code, file } : undefined;
      } catch {
        return undefined;
      }
    },
    write(key, code, map) {
      const file = fileOf(key);
      try {
        for (const old of readdirSync(directory).filter((name) => name.startsWith(prefix)))
          rmSync(join(directory, old));
        const linked = `${code}//# sourceMappingURL=${prefix}${key}.cjs.map\n`;
        replace(`${file}.map`, map);
        replace(file, `${linked}${SEAL}${hashOf(linked)}`);
        return { code: linked, file };
      } catch {
        return undefined;
      }
    },
  };
}

function* cacheDirectories({ AEROSPIKE_KINESIS_CACHE: own = "", XDG_CACHE_HOME: caches = "" }) {
  if (isAbsolute(own)) yield join(own, "bundles");
  else if (isAbsolute(caches)) yield join(caches, "aerospike-kinesis", "bundles");
  else yield join(home(), ".cache", "aerospike-kinesis", "bundles");
  yield join(tmpdir(), `aerospike-kinesis-bundles-${process.getuid?.() ?? ""}`);
}

function home() {
  try {
    return homedir();
  } catch {
    // The user id is in no list of users, as in containers.
    return tmpdir();
  }
}

/** Whether a directory is there, or can be made, that nobody else can write: what is in it is executed. */
function isOurs(directory) {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return belongsToUs(lstatSync(directory));
  } catch {
    return false;
  }
}

/** Not a link, of this user, and not writable by others. Windows has no such modes. */
const belongsToUs = (stats) =>
  !stats.isSymbolicLink() &&
  (process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0));

/** Writes a file as a whole: another process reads the old file or the new one. */
function replace(file, text) {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, text, { mode: 0o600 });
  renameSync(partial, file);
}

const hashOf = (text) => createHash("sha256").update(text).digest("hex");

module.exports = { bundleFiles };
