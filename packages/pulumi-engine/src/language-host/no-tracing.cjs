"use strict";

// Loaded into a program's process before Pulumi's SDK. At every start the SDK loads what exports traces: 230 files of
// OpenTelemetry, a tenth of a second, 10 MB. It needs them only where somebody traces. Elsewhere this stands in for its
// module: spans that nobody records, as OpenTelemetry gives them without an exporter.

const Module = require("node:module");

/** The SDK's script that runs programs. */
const [, script] = process.argv;
const isTraced = process.env.TRACEPARENT !== undefined || process.argv.includes("--tracing");
if (script !== undefined && !isTraced) standIn(Module.createRequire(script));

function standIn(requireBesideScript) {
  let file;
  try {
    file = requireBesideScript.resolve("./tracing");
  } catch {
    return; // Another version of the SDK: it loads what it needs.
  }
  const module = new Module(file);
  module.filename = file;
  module.loaded = true;
  module.exports = {
    __esModule: true,
    newSpan: (name) => requireBesideScript("@opentelemetry/api").trace.getTracer("nodejs-runtime").startSpan(name),
    start: () => undefined,
    stop: () => undefined,
  };
  requireBesideScript.cache[file] = module;
}
