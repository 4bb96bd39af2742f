"use strict";

// Ends in the way that the setting `end` names.

const { setInterval } = require("node:timers");
const { ComponentResource, Config, RunError, getProject, getStack, secret } = require("@pulumi/pulumi");

// Or Node 20 colours the SDK's source-mapped stack lines for a minute.
Error.prepareStackTrace = undefined;

class Thing extends ComponentResource {
  constructor(name, args) {
    super("tiny:index:Thing", name, args);
    this.registerOutputs({});
  }
}

const ends = {
  well: () => {},
  throw: () => {
    throw new Error("the program threw");
  },
  reject: () => {
    void Promise.reject(new Error("the program rejected"));
  },
  "run error": () => {
    throw new RunError("this setting is wrong");
  },
  exit: () => process.exit(3),
  kill: () => process.kill(process.pid, "SIGKILL"),
  hang: () => {
    console.log(`hanging in ${process.pid}`);
    process.on("SIGINT", () => {});
    setInterval(() => {}, 1000);
  },
};

const config = new Config();
new Thing("thing", { number: config.require("number") });
console.log(`${getProject()} ${getStack()} to stdout`);
console.error("to stderr");
ends[config.require("end")]();

exports.title = process.title;
exports.pulumiEnvironment = Object.keys(process.env).filter((name) =>
  /^(PULUMI_STACK|PULUMI_ACCESS_TOKEN|AWS_.*)$/.test(name),
);
exports.typescript = process.env.PULUMI_NODEJS_TYPESCRIPT ?? "";
exports.number = config.require("number");
exports.password = secret("hunter2");
