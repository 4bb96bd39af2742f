import assert from "node:assert/strict";

import { cliEnvironment } from "../src/cli-environment";

const ours = { home: "/w/home", state: "/w/a state", passphrase: "secret", providers: { aws: 1234, tls: 5 } };

describe("the CLI's environment", () => {
  it("has nothing of the person's Pulumi and AWS accounts, and no proxy to this machine", () => {
    const person = {
      PATH: "/bin",
      HOME: "/home/me",
      USER: "me",
      https_proxy: "http://proxy.example:3128",
      no_proxy: "corp.example",
      PULUMI_ACCESS_TOKEN: "t",
      PULUMI_STACK: "prod",
      AWS_PROFILE: "work",
      AWS_REGION: "x",
    };
    assert.deepEqual(cliEnvironment(person, { EXTRA: "1" }, ours), {
      PATH: "/bin",
      HOME: "/home/me",
      USER: "me",
      https_proxy: "http://proxy.example:3128",
      no_proxy: "corp.example,localhost,127.0.0.1,::1,[::1]",
      NO_PROXY: "corp.example,localhost,127.0.0.1,::1,[::1]",
      EXTRA: "1",
      PULUMI_HOME: "/w/home",
      PULUMI_BACKEND_URL: "file:///w/a%20state",
      PULUMI_CONFIG_PASSPHRASE: "secret",
      PULUMI_DEBUG_PROVIDERS: "aws:1234,tls:5",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      PULUMI_DEBUG_COMMANDS: "true",
    });
  });

  it("has a home directory and a user's name, where a container gives neither", () => {
    for (const person of [{}, { HOME: "", USER: "" }]) {
      const { HOME, USER } = cliEnvironment(person, {}, ours);
      assert.deepEqual({ HOME, USER }, { HOME: "/w/home", USER: "nobody" });
    }
  });
});
