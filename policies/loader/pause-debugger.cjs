"use strict";

const HOOKS = "@pulumi/pulumi/runtime/closure/v8Hooks";

/**
 * Pauses V8's debugger. Pulumi's SDK switches it on at every start, for those who turn a function of a program into a
 * resource. With it V8 takes three times as long for each promise, and the SDK makes hundreds for each resource. Whoever
 * needs it has it again: the SDK's own code asks for its session then.
 * @param {NodeRequire} require of the program: it finds the SDK
 */
function pauseDebugger(require) {
  const hooks = loaded(require, HOOKS);
  // A process that nobody started as a program or a pack has no debugger.
  if (typeof hooks?.getSessionAsync !== "function") return;
  const paused = hooks.getSessionAsync().then((session) => {
    session.post("Debugger.disable");
    return session;
  });
  let resumed;
  hooks.getSessionAsync = () => {
    resumed ??= paused.then((session) => {
      // V8 tells of all scripts again, also of those that it has read meanwhile.
      session.post("Debugger.enable");
      return session;
    });
    return resumed;
  };
}

/** What a module exports that is loaded already. */
function loaded(require, name) {
  try {
    return require.cache[require.resolve(name)]?.exports;
  } catch {
    return undefined;
  }
}

module.exports = { pauseDebugger };
