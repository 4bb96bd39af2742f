"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { children } = require("./children.cjs");
const { environment, write } = require("./plugin-process.cjs");
const { listenForEngine } = require("./policy-proxy.cjs");
const { LEAN, resolveFrom, runtimeOptions } = require("./runtime-options.cjs");

const TAKE_OVER_PORT = require.resolve("./take-over-port.cjs");
const NO_TYPESCRIPT = require.resolve("./no-typescript.cjs");

/**
 * Runs a policy pack until the engine ends the call. The engine reads the pack's port from the first line of its
 * output, and then sends it the stack. At first the port is ours, because the pack's SDK reads the stack from the
 * environment in which it starts.
 */
async function runPolicyPack(call) {
  const { request } = call;
  const directory = request.getInfo().getProgramDirectory();
  const { env, nodeArgs, typescript } = runtimeOptions(request.getInfo());
  const runner = resolveFrom(directory, "@pulumi/pulumi/cmd/run-policy-pack");

  let end;
  const ended = new Promise((_resolve, reject) => (end = reject));
  const engine = await listenForEngine((door, stack) => {
    const isPlain = !typescript && isJavaScript(directory);
    const preloads = [TAKE_OVER_PORT, ...(isPlain ? [NO_TYPESCRIPT] : [])].flatMap((file) => ["--require", file]);
    const args = [...LEAN, ...preloads, runner, ...nodeArgs, ...request.getArgsList(), directory];
    const child = children.start(args, {
      cwd: directory,
      env: { ...environment(request.getEnvList()), ...env, ...stackEnvironment(stack) },
      stdio: ["ignore", "pipe", "pipe", door],
    });
    children.endWith(call, child);
    child.once("close", (code, signal) => {
      end(new Error(`The policy pack in ${directory} ended with ${signal ?? `code ${code}`}.`));
    });
    child.stderr.on("data", (chunk) => write(call, "Stderr", chunk));
    const port = portOf(child.stdout, (chunk) => write(call, "Stdout", chunk));
    return Promise.race([port, ended]);
  });
  call.once("cancelled", engine.close);
  write(call, "Stdout", `${engine.port}\n`);
  return ended;
}

/** The variables from which the pack's SDK reads the stack and its settings. */
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

/** Whether a pack's entry is JavaScript. The SDK compiles one of TypeScript, also with `typescript: false`. */
function isJavaScript(directory) {
  try {
    return /\.[cm]?js$/.test(JSON.parse(readFileSync(join(directory, "package.json"), "utf8")).main);
  } catch {
    return false;
  }
}

/** The port in the first line of a pack's output. Everything else goes to `rest`. */
function portOf(stdout, rest) {
  return new Promise((resolve, reject) => {
    let head = "";
    stdout.on("data", function read(chunk) {
      head += chunk;
      const end = head.indexOf("\n");
      if (end < 0) return;
      const line = head.slice(0, end);
      const isPort = /^\d+$/.test(line);
      if (isPort) resolve(Number(line));
      else reject(new Error(`The first line of a policy pack's output must be its port, got: ${line}`));
      const more = isPort ? head.slice(end + 1) : head;
      if (more) rest(more);
      stdout.off("data", read).on("data", rest);
    });
  });
}

module.exports = { runPolicyPack };
