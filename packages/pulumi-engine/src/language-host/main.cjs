// A language host for Node programs, for a Pulumi CLI that has none: a CLI built from its Go module has no
// `pulumi-language-nodejs` beside it. The engine starts it, reads the port from its first line, and asks it to run
// programs and policy packs. It behaves like the official host, except that it installs nothing and asks for no
// plugins.
//
// It is plain CommonJS with few requires, because every preview starts it and waits: 0.2 s this way, 0.7 s with tsx.
"use strict";

const grpc = require("@grpc/grpc-js");
const language = require("@pulumi/pulumi/proto/language_pb");
const plugin = require("@pulumi/pulumi/proto/plugin_pb");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const { version } = require("@pulumi/pulumi/version");
const { children } = require("./children.cjs");
const { startEarly } = require("./program-process.cjs");
const { runProgram } = require("./run-program.cjs");

/** gRPC's own limit of 4 MiB is below what a large stack's messages take; this is the limit of Pulumi's Node SDK. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

let engineAddress = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith("-"))
  .at(-1);

/** The program that the engine has asked about. It asks about none if it runs none. */
let program;

/** Handles a call: responds with what `answer` returns, or with the text of its error. */
const unary = (answer) => (call, callback) => {
  Promise.resolve()
    .then(() => answer(call))
    .then(
      (response) => callback(null, response),
      (error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
    );
};

/** What runs a plugin of each kind. Most runs have none, and so load none of these. */
const PLUGINS = {
  analyzer: () => require("./run-policy-pack.cjs").runPolicyPack,
  resource: () => require("./run-resource-plugin.cjs").runResourcePlugin,
};

async function runPlugin(call) {
  const kind = call.request.getKind();
  if (!Object.hasOwn(PLUGINS, kind)) {
    const kinds = Object.keys(PLUGINS).join(" or ");
    throw new Error(`This language host runs plugins of kind ${kinds}, not of kind "${kind}".`);
  }
  const run = PLUGINS[kind]();
  // The engine waits for the policy packs before it runs the program.
  if (kind === "analyzer" && program !== undefined) startEarly(program);
  await run(call);
}

const service = {
  handshake: unary(({ request }) => {
    engineAddress = request.getEngineAddress();
    return new language.LanguageHandshakeResponse();
  }),
  getPluginInfo: unary(() => {
    const info = new plugin.PluginInfo();
    info.setVersion(version);
    return info;
  }),
  // Providers are attached, so there is nothing to download.
  getRequiredPackages: unary(({ request }) => {
    program = request.getInfo();
    return new language.GetRequiredPackagesResponse();
  }),
  getProgramDependencies: unary(() => new language.GetProgramDependenciesResponse()),
  runtimeOptionsPrompts: unary(() => new language.RuntimeOptionsResponse()),
  template: unary(() => new language.TemplateResponse()),
  about: unary(() => {
    const about = new language.AboutResponse();
    about.setExecutable(process.execPath);
    about.setVersion(process.version);
    return about;
  }),
  // The packages are installed before the engine starts. Nobody expects an engine to change node_modules.
  installDependencies: (call) => call.end(),
  run: unary((call) => runProgram(call, engineAddress)),
  runPlugin: (call) => {
    runPlugin(call).then(
      () => call.end(),
      (error) => call.emit("error", { code: grpc.status.UNKNOWN, details: error.message }),
    );
  },
  cancel: unary(async () => {
    await children.end();
    return new LanguageRuntimeService.cancel.responseType();
  }),
};

async function exit() {
  await children.end();
  process.exit(0);
}

// The engine interrupts its plugins when it is done. It also holds the other end of stdin: if it dies, even by SIGKILL,
// stdin ends.
process.on("SIGINT", exit);
process.on("SIGTERM", exit);
process.stdin.on("end", exit).on("error", exit).resume();

const server = new grpc.Server({
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
});
server.addService(LanguageRuntimeService, service);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
});
