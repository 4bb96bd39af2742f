"use strict";

// Loaded into a program's process before Pulumi's SDK. The SDK has all stack lines mapped to TypeScript, and reads a stack at
// the first resource of every program, before that begins. All its lines are of the SDK itself and of gRPC, and their
// TypeScript is on nobody's disk. The maps of five large files took a tenth of a second. Lines of the program are mapped as before.

const { dirname, sep } = require("node:path");
const { createRequire } = require("node:module");
const { fileURLToPath } = require("node:url");

const EMPTY_MAP = { version: 3, sources: [], names: [], mappings: "" };

/** The SDK's script that runs programs. */
const [, script] = process.argv;
if (script !== undefined) leaveUnmapped(createRequire(script));

function leaveUnmapped(requireBesideScript) {
  let folders, mapping;
  try {
    folders = ["@pulumi/pulumi", "@grpc/grpc-js"].map(
      (name) => dirname(requireBesideScript.resolve(`${name}/package.json`)) + sep,
    );
    mapping = requireBesideScript("source-map-support");
  } catch {
    return; // Another version of the SDK: it maps as it does.
  }
  mapping.install({
    retrieveSourceMap(source) {
      const path = source.startsWith("file:") ? fileURLToPath(source) : source;
      return folders.some((folder) => path.startsWith(folder)) ? { url: source, map: EMPTY_MAP } : null;
    },
  });
}
