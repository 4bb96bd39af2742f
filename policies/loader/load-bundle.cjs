"use strict";

// Runs a program of many TypeScript files as one. Node compiles one file of JavaScript much faster than it finds,
// translates and compiles a hundred of TypeScript, and Pulumi's SDK loads a whole TypeScript compiler for the latter.
// Each preview starts two such programs and waits for them.
//
// No code can be older than its source: the bundle is kept under a hash of all that it is made from, and each start
// reads and hashes that again. Types are not checked here; npm test does that.

const { createHash } = require("node:crypto");
const { existsSync, readdirSync, readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join, relative, resolve } = require("node:path");
const { compileFunction } = require("node:vm");
const { bundleFiles } = require("./bundle-files.cjs");
const { deferModules } = require("./defer-modules.cjs");
const { pauseDebugger } = require("./pause-debugger.cjs");

/** How often the sources may change while they are bundled. */
const TRIES = 10;

/**
 * Loads a TypeScript module and all that it imports of its own sources. Packages are not bundled: Node loads them.
 * @param {string} directory of the program
 * @param {{ entry: string, sources: readonly string[] }} program `entry` is the module; `sources` are the files and folders
 *   with all that it may import. Paths in `directory`
 * @param {NodeJS.ProcessEnv} env says where bundles are kept
 * @returns {unknown} what the module exports
 * @throws Error if a source cannot be read or translated, or if the module imports a file that is not in `sources`; whatever
 *   the module itself throws
 */
function loadBundle(directory, { entry, sources }, env = process.env) {
  const { code, file } = current(directory, entry, sources, bundleFiles(directory, entry, env));
  const path = join(directory, entry);
  const packages = createRequire(path);
  deferModules(packages);
  pauseDebugger(packages);
  const module = { exports: {} };
  const parameters = ["exports", "require", "module", "__filename", "__dirname"];
  const run = compileFunction(code, parameters, { filename: file ?? path });
  run(module.exports, packages, module, path, dirname(path));
  return module.exports;
}

/** The bundle of the sources as they are now. Only a bundle that could be kept has a file, with a source map beside it. */
function current(directory, entry, sources, files) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { key, paths } = read(directory, entry, sources);
    const kept = files.read(key);
    if (kept !== undefined) return kept;
    const { code, map } = build(directory, entry, paths, files.directory);
    // The bundler has read the sources once more: they must still be those that the key stands for.
    if (read(directory, entry, sources).key === key) return files.write(key, code, map) ?? { code };
  }
  throw new Error(`The files in ${directory} change all the time. Run it again when they stay the same.`);
}

/** All that a bundle is made from, as a hash, and the paths of the sources. */
function read(directory, entry, sources) {
  const hash = createHash("sha256");
  const add = (...parts) => hash.update(JSON.stringify(parts.map((part) => part.toString("base64"))));
  add(process.version, process.platform, process.arch, directory, entry);
  const paths = sources.flatMap((source) => filesIn(directory, source)).sort();
  const lockfile = lockfileOf(directory);
  for (const path of [
    __filename,
    require.resolve("./bundle-files.cjs"),
    ...(lockfile === undefined ? [] : [lockfile]),
  ]) {
    add(path, readFileSync(path));
  }
  for (const path of paths) add(path, readFileSync(join(directory, path)));
  return { key: hash.digest("hex"), paths };
}

/** The sources at a path: a file, or all TypeScript and JSON in a folder. */
function filesIn(directory, path) {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(directory, path), { withFileTypes: true }).flatMap((item) => {
    const inside = `${path}/${item.name}`;
    if (item.isDirectory()) return filesIn(directory, inside);
    return /\.(?:ts|json)$/.test(item.name) ? [inside] : [];
  });
}

/** The package-lock.json that says which packages the program has, and which bundler makes the bundle. */
function lockfileOf(directory) {
  for (let place = resolve(directory); ; place = dirname(place)) {
    const file = join(place, "package-lock.json");
    if (existsSync(file)) return file;
    if (place === dirname(place)) return undefined;
  }
}

function build(directory, entry, paths, to) {
  // Only a changed program loads the bundler.
  const { buildSync } = require("esbuild");
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: resolve(directory),
    entryPoints: [entry],
    outfile: join(to ?? directory, "bundle.cjs"),
    bundle: true,
    write: false,
    metafile: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    target: "es2022",
    keepNames: false,
    sourcemap: "external",
    // The sources are the whole of it: no tsconfig.json of another folder changes the bundle.
    tsconfigRaw: "{}",
    logLevel: "silent",
  });
  const foreign = Object.keys(metafile.inputs).filter((path) => !paths.includes(path));
  if (foreign.length > 0) {
    throw new Error(
      `${entry} imports ${foreign.join(", ")}, which the bundle's sources do not have. ` +
        `Add it to the sources where ${relative(process.cwd(), directory) || "this directory"} loads its bundle.`,
    );
  }
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;
  return { code: textOf(".cjs"), map: textOf(".map") };
}

module.exports = { loadBundle };
