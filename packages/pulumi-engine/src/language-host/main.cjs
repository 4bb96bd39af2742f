// A language host for Node programs, for a Pulumi CLI that came without one: a CLI built from its Go module has no
// `pulumi-language-nodejs` beside it. The engine starts it, reads the port from its first line, and asks it to run programs
// and policy packs. It behaves as the official host does, except that it installs nothing and asks for no plugins.
//
// Plain CommonJS with few requires, because every preview starts it and waits: 0.2 s this way, 0.7 s through tsx's loader.
"use strict";

const grpc = require("@grpc/grpc-js");
const language = require("@pulumi/pulumi/proto/language_pb");
const plugin = require("@pulumi/pulumi/proto/plugin_pb");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const { version } = require("@pulumi/pulumi/version");
const { children } = require("./children.cjs");
const { runProgram } = require("./run-program.cjs");

/** gRPC's own limit of 4 MiB is below what a large stack's messages take; this is the limit of Pulumi's Node SDK. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

let engineAddress = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith("-"))
  .at(-1);

/** Answers with what `answer` makes of the call, a failure with its text. */
const unary = (answer) => (call, callback) => {
  Promise.resolve()
    .then(() => answer(call))
    .then(
      (response) => callback(null, response),
      (error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
    );
};

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
  getRequiredPackages: unary(() => new language.GetRequiredPackagesResponse()),
  getProgramDependencies: unary(() => new language.GetProgramDependenciesResponse()),
  runtimeOptionsPrompts: unary(() => new language.RuntimeOptionsResponse()),
  template: unary(() => new language.TemplateResponse()),
  about: unary(() => {
    const about = new language.AboutResponse();
    about.setExecutable(process.execPath);
    about.setVersion(process.version);
    return about;
  }),
  // Whoever starts the engine has installed the packages; an engine that changes node_modules would surprise.
  installDependencies: (call) => call.end(),
  run: unary((call) => runProgram(call, engineAddress)),
  runPlugin: (call) => {
    // Most runs have no pack, and need not load what it takes.
    const { runPolicyPack } = require("./run-policy-pack.cjs");
    runPolicyPack(call).then(
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

// The engine interrupts its plugins when it is done, and holds the other end of stdin: when it dies, even by SIGKILL, stdin ends.
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
