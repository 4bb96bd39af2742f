"use strict";

const language = require("@pulumi/pulumi/proto/language_pb");
const { startProgram } = require("./program-process.cjs");

/** The SDK's exit code if the person has seen the error already. */
const ALREADY_REPORTED = 32;

/**
 * Runs a Pulumi program to its end. Every exit that is not clean is an error. Otherwise the engine would delete the
 * resources that the program did not register.
 */
async function runProgram(call, engineAddress) {
  const { request } = call;
  const info = request.getInfo();
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
    ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint(),
    ...request.getArgsList(),
  ];
  const child = startProgram(call, info, args, {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
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
