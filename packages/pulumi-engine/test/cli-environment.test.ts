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
      GOGC: "200",
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

  it("has the person's own setting of Go's garbage collector", () => {
    assert.equal(cliEnvironment({ GOGC: "50" }, {}, ours).GOGC, "50");
  });

  it("has a home directory and a user's name, where a container gives neither", () => {
    for (const person of [{}, { HOME: "", USER: "" }]) {
      const { HOME, USER } = cliEnvironment(person, {}, ours);
      assert.deepEqual({ HOME, USER }, { HOME: "/w/home", USER: "nobody" });
    }
  });

  describe("on the person's own account", () => {
    const own = { ...ours, isOnAccount: true };

    it("keeps their credentials and proxies, and may download plugins", () => {
      const person = {
        PATH: "/bin",
        AWS_PROFILE: "work",
        https_proxy: "http://proxy.example:3128",
        PULUMI_STACK: "prod",
      };
      const env = cliEnvironment(person, {}, own);
      assert.deepEqual(
        [env.AWS_PROFILE, env.https_proxy, env.PULUMI_HOME],
        ["work", "http://proxy.example:3128", "/w/home"],
      );
      assert.ok(!("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION" in env), "no plugin would be downloaded");
      assert.ok(!("PULUMI_DEBUG_PROVIDERS" in env), "the AWS provider would not be started");
    });

    it("has its state and its passphrase here, unless the person names others", () => {
      const of = (person: NodeJS.ProcessEnv) => {
        const env = cliEnvironment(person, {}, own);
        return [env.PULUMI_BACKEND_URL, env.PULUMI_CONFIG_PASSPHRASE, env.PULUMI_CONFIG_PASSPHRASE_FILE];
      };
      assert.deepEqual(of({}), ["file:///w/a%20state", "secret", undefined]);
      assert.deepEqual(of({ PULUMI_BACKEND_URL: "s3://states" }), ["s3://states", "secret", undefined]);
      assert.deepEqual(of({ PULUMI_ACCESS_TOKEN: "t" }), ["https://api.pulumi.com", "secret", undefined]);
      assert.deepEqual(of({ PULUMI_CONFIG_PASSPHRASE: "mine" }), ["file:///w/a%20state", "mine", undefined]);
      assert.deepEqual(of({ PULUMI_CONFIG_PASSPHRASE_FILE: "/f" }), ["file:///w/a%20state", undefined, "/f"]);
    });
  });
});
