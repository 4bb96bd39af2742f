"use strict";

const Module = require("node:module");

/**
 * Lets Pulumi's SDK load the TypeScript compiler when it uses it, not when it starts. It uses the compiler only to turn a
 * function of a program into a resource, such as an AWS Lambda; to load it takes a fifth of a second and 40 MB.
 * @param {NodeRequire} require of the program: it finds the SDK
 */
function deferTypeScript(require) {
  const file = findShim(require);
  // It may be loaded already: the SDK then compiles the program itself.
  if (file === undefined || require.cache[file] !== undefined) return;
  let compiler;
  const load = () => {
    if (compiler === undefined) {
      delete require.cache[file];
      compiler = require(file);
    }
    return compiler;
  };
  const shim = new Module(file);
  shim.filename = file;
  shim.loaded = true;
  shim.exports = new Proxy(
    {},
    {
      get: (_, name) => load()[name],
      has: (_, name) => name in load(),
      ownKeys: () => Reflect.ownKeys(load()),
      getOwnPropertyDescriptor: (_, name) => ({ ...Object.getOwnPropertyDescriptor(load(), name), configurable: true }),
    },
  );
  require.cache[file] = shim;
}

/** The SDK's module that loads the compiler. Undefined if there is no SDK, or if it has another form. */
function findShim(require) {
  try {
    return require.resolve("@pulumi/pulumi/typescript-shim");
  } catch {
    return undefined;
  }
}

module.exports = { deferTypeScript };
