"use strict";

const language = require("@pulumi/pulumi/proto/language_pb");
const { children } = require("./children.cjs");
const { LEAN, resolveFrom, runtimeOptions } = require("./runtime-options.cjs");

/** Loaded before the SDK: what it does at every start that nobody asked for. */
const PRELOADS = [require.resolve("./no-tracing.cjs"), require.resolve("./no-sdk-source-maps.cjs")];

/** The SDK's exit code if the person has seen the error already. */
const ALREADY_REPORTED = 32;

/**
 * Runs a Pulumi program to its end. Every exit that is not clean is an error. Otherwise the engine would delete the
 * resources that the program did not register.
 */
async function runProgram(call, engineAddress) {
  const { request } = call;
  const info = request.getInfo();
  const { env, nodeArgs } = runtimeOptions(info);
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info.getRootDirectory(),
    stack: request.getStack(),
    pwd: info.getProgramDirectory(),
    parallel: String(request.getParallel()),
  };
  const args = [
    ...LEAN,
    ...PRELOADS.flatMap((file) => ["--require", file]),
    ...nodeArgs,
    resolveFrom(info.getProgramDirectory(), "@pulumi/pulumi/cmd/run"),
    ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint(),
    ...request.getArgsList(),
  ];
  const child = children.start(call, args, {
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      ...env,
    },
    stdio: ["ignore", "inherit", "inherit"],
  });

  const response = new language.RunResponse();
  const failure = await new Promise((resolve) => {
    child.once("error", (error) => resolve(`The program could not be started: ${error.message}`));
    child.once("close", (code, signal) => {
      if (code === ALREADY_REPORTED) response.setBail(true);
      else if (signal) resolve(`The program was ended by ${signal}.`);
      else if (code !== 0) resolve(`The program exited with code ${code}.`);
      resolve("");
    });
  });
  response.setError(failure);
  return response;
}

module.exports = { runProgram };
