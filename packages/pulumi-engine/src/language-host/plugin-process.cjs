"use strict";

const { Buffer } = require("node:buffer");
const language = require("@pulumi/pulumi/proto/language_pb");

/** The environment of a plugin's process, from `NAME=value` pairs. */
const environment = (pairs) =>
  Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));

/** Hands a plugin's output to the engine. `stream` is `Stdout` or `Stderr`. */
function write(call, stream, chunk) {
  const response = new language.RunPluginResponse();
  response[`set${stream}`](new Uint8Array(Buffer.from(chunk)));
  call.write(response);
}

module.exports = { environment, write };
