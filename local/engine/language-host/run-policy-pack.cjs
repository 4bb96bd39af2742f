"use strict";

const { Buffer } = require("node:buffer");
const { once } = require("node:events");
const language = require("@pulumi/pulumi/proto/language_pb");
const { children } = require("./children.cjs");
const { listenForPack } = require("./policy-proxy.cjs");
const { resolveFrom, runtimeOptions } = require("./runtime-options.cjs");

/**
 * Runs a policy pack until the engine ends the call. The engine attaches to the pack by the first line of its output, a port.
 * It gets the proxy's port instead, because the pack reads its stack and settings from the environment, and the engine
 * only tells them once it is attached.
 */
async function runPolicyPack(call) {
  const { request } = call;
  if (request.getKind() !== "analyzer") {
    throw new Error(`This language host runs programs and policy packs, not plugins of kind "${request.getKind()}".`);
  }
  const directory = request.getInfo().getProgramDirectory();
  const { env, nodeArgs } = runtimeOptions(request.getInfo());
  const runner = resolveFrom(directory, "@pulumi/pulumi/cmd/run-policy-pack");

  const proxy = await listenForPack();
  call.once("cancelled", proxy.close);
  write(call, "Stdout", `${proxy.port}\n`);
  const stack = await proxy.stackConfiguration;
  const child = children.start(call, [runner, ...nodeArgs, ...request.getArgsList(), directory], {
    cwd: directory,
    env: { ...environment(request.getEnvList()), ...env, ...stackEnvironment(stack) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr.on("data", (chunk) => write(call, "Stderr", chunk));
  attachOnFirstLine(child.stdout, proxy, (chunk) => write(call, "Stdout", chunk));
  const [code, signal] = await once(child, "close");
  const ended = new Error(`The policy pack in ${directory} ended with ${signal ?? `code ${code}`}.`);
  proxy.fail(ended);
  throw ended;
}

/** What the SDK reads in the pack when a rule asks for the stack or its settings. */
function stackEnvironment(stack) {
  if (!stack) return {};
  return {
    PULUMI_NODEJS_ORGANIZATION: stack.getOrganization(),
    PULUMI_NODEJS_PROJECT: stack.getProject(),
    PULUMI_NODEJS_STACK: stack.getStack(),
    PULUMI_NODEJS_DRY_RUN: String(stack.getDryRun()),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(stack.getConfigMap().entries())),
  };
}

function environment(pairs) {
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}

function attachOnFirstLine(stdout, proxy, rest) {
  let head = "";
  stdout.on("data", function read(chunk) {
    head += chunk;
    const end = head.indexOf("\n");
    if (end < 0) return;
    stdout.off("data", read).on("data", rest);
    const line = head.slice(0, end);
    if (/^\d+$/.test(line)) {
      void proxy.attach(Number(line));
      if (head.length > end + 1) rest(head.slice(end + 1));
    } else {
      proxy.fail(new Error(`The first line of a policy pack's output must be its port, got: ${line}`));
      rest(head);
    }
  });
}

function write(call, stream, chunk) {
  const response = new language.RunPluginResponse();
  response[`set${stream}`](new Uint8Array(Buffer.from(chunk)));
  call.write(response);
}

module.exports = { runPolicyPack };
