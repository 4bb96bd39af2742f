"use strict";

const Module = require("node:module");

/**
 * Modules that Pulumi's SDK loads when it starts and that hardly a program uses, and what of them is known before they are
 * loaded. The compiler turns a function of a program into a resource, such as an AWS Lambda: a fifth of a second and 40 MB.
 * The Automation API runs the CLI: 30 ms and 4 MB.
 */
const SELDOM_USED = {
  "@pulumi/pulumi/typescript-shim": {},
  "@pulumi/pulumi/automation": { __esModule: true },
};

/**
 * Lets Pulumi's SDK load modules when it uses them, not when it starts.
 * @param {NodeRequire} require of the program: it finds the SDK
 */
function deferModules(require) {
  for (const [name, known] of Object.entries(SELDOM_USED)) {
    const file = find(require, name);
    // It may be loaded already: the SDK then compiles the program itself.
    if (file !== undefined && require.cache[file] === undefined) defer(require, file, known);
  }
}

function defer(require, file, known) {
  let loaded;
  const load = () => {
    if (loaded === undefined) {
      delete require.cache[file];
      loaded = require(file);
    }
    return loaded;
  };
  const shim = new Module(file);
  shim.filename = file;
  shim.loaded = true;
  shim.exports = new Proxy(
    {},
    {
      get: (_, name) => (Object.hasOwn(known, name) ? known : load())[name],
      has: (_, name) => name in load(),
      ownKeys: () => Reflect.ownKeys(load()),
      getOwnPropertyDescriptor: (_, name) => ({ ...Object.getOwnPropertyDescriptor(load(), name), configurable: true }),
    },
  );
  require.cache[file] = shim;
}

/** A module of the SDK. Undefined if there is no SDK, or if it has another form. */
function find(require, name) {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

module.exports = { deferModules };
