"use strict";

const { readdirSync } = require("node:fs");
const { join } = require("node:path");

/** What each room may import of ours beside itself (docs/decisions/001-layout.md). Tests may open every room of the program, and the doors of packages. */
const ROOMS = {
  bootstrap: ["config"],
  config: ["components", "connector"],
  connector: ["config"],
  components: ["config", "connector"],
  examples: ["components"],
  policies: [],
  packages: [],
  commands: ["config", "connector", "packages", "policies"],
};

/** The files that the packages' `exports` name. */
const DOORS = readdirSync(join(__dirname, "packages")).flatMap((name) =>
  Object.values(require(`./packages/${name}/package.json`).exports).map((file) => join("packages", name, file)),
);

/** The files of the policy pack that commands may import. */
const PACK_DOORS = Object.values(require("./policies/package.json").exports).map((file) => join("policies", file));

const NAMES = Object.keys(ROOMS);

const rooms = NAMES.map((room) => ({
  name: `${room}-imports-only-${[room, ...ROOMS[room]].join("-and-")}`,
  comment: `${room}/ imports nothing of ours but ${[room, ...ROOMS[room]].map((name) => `${name}/`).join(", ")}.`,
  severity: "error",
  // The entry of a program is no part of it: it loads the program's files as one, by the pack's loader.
  from: { path: `^${room}/`, pathNot: ["^packages/[^/]+/test/", "^(bootstrap|components)/main\\.cjs$"] },
  to: {
    path: `^(${[...NAMES.filter((name) => name !== room && !ROOMS[room].includes(name)), "test"].join("|")})/|^index\\.ts$`,
  },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...rooms,
    {
      name: "config-measures-only-text",
      comment: "config/ measures what components/ write before anything is built. It imports no resource.",
      severity: "error",
      from: { path: "^config/" },
      to: {
        path: "^components/",
        pathNot:
          "^components/((arn|existing-stream|write-policy|observability/metric-filters)\\.ts$|observability/alarms/)",
      },
    },
    {
      name: "config-gives-types",
      comment:
        "components/ and connector/ are handed the settings. Of config/ they import only the types, and AWS's quotas. " +
        "The door components/index.ts reads the arguments of other teams.",
      severity: "error",
      from: { path: "^(components|connector)/", pathNot: "^components/index\\.ts$" },
      to: { path: "^config/", pathNot: "^config/quotas\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "config-opens-to-stage-settings",
      comment:
        "A command reads a stage's settings before it is built through commands/shared/stage-settings.ts. A misspelled " +
        "flag and a misspelled setting count by the same measure. The other files read no settings.",
      severity: "error",
      from: { path: "^commands/", pathNot: "^commands/shared/stage-settings\\.ts$" },
      to: {
        path: "^config/",
        pathNot: "^config/(forms|names|nearest-name|problems|region-alarms|quotas|regions|value)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "connector-opens-to-the-xdr-side",
      comment: "What a command knows of a deployed connector is in its file. It writes only the XDR side itself.",
      severity: "error",
      from: { path: "^commands/" },
      to: { path: "^connector/", pathNot: "^connector/xdr/" },
    },
    {
      name: "examples-use-the-door",
      comment:
        "An example does what another team can do: of components/ it imports only the door, the component of " +
        "components/index.ts, which components/main.cjs loads.",
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^components/", pathNot: "^components/(index\\.ts|main\\.cjs)$" },
    },
    {
      name: "no-cycles",
      comment: "Files that import each other in a circle cannot be read, or tested, one at a time.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "packages-open-through-doors",
      comment: "Import a package by its name: the doors are the exports of its package.json.",
      severity: "error",
      from: { path: "^(?:packages/)?([^/]+)/" },
      to: { path: "^packages/", pathNot: ["^packages/$1/", ...DOORS.map((door) => `^${door}$`)] },
    },
    {
      name: "the-pack-opens-through-doors",
      comment: "Of the policy pack, commands import only how a finding is written and read.",
      severity: "error",
      from: { path: "^commands/" },
      to: { path: "^policies/", pathNot: PACK_DOORS.map((door) => `^${door}$`) },
    },
    {
      name: "commands-share-through-shared",
      comment: "A command imports no other command. What two of them need stands in commands/shared/.",
      severity: "error",
      from: { path: "^commands/([^/]+)/" },
      to: { path: "^commands/[^/]+/", pathNot: ["^commands/$1/", "^commands/shared/"] },
    },
    {
      name: "rules-share-through-read",
      comment: "A rule of the policy pack imports no other rule. What two of them need stands in policies/read/.",
      severity: "error",
      from: { path: "^policies/rules/", pathNot: "^policies/rules/index\\.ts$" },
      to: { path: "^policies/rules/" },
    },
    {
      name: "packages-know-nothing-of-the-tests",
      comment: "The code of a package imports none of its tests.",
      severity: "error",
      from: { path: "^packages/[^/]+/(?:src/|[^/]+$)", pathNot: "^packages/test-support/" },
      to: { path: "^packages/[^/]+/test/|^packages/test-support/" },
    },
    {
      name: "no-unknown-module",
      comment: "An import that leads nowhere.",
      severity: "error",
      from: {},
      // Types alone, without a module.
      to: { couldNotResolve: true, pathNot: "^(sarif|node)$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // bench/peers/ is a project of its own, which npm run bench installs on demand.
    exclude: { path: "(^|/)node_modules/|^bench/peers/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
      extensions: [".ts", ".cjs", ".mjs", ".js", ".json"],
    },
  },
};
