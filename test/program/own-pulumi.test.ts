import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import {
  engine,
  getEngineFirst,
  type HttpsServer,
  makeTemporaryDirectory,
  startHttpsServer,
} from "@aerospike-kinesis/test-support";

import { ownPulumi } from "../../commands/shared/account/own-pulumi";
import { findPipelines } from "../../commands/shared/find-pipelines";
import { withPipeline } from "../../commands/shared/open-pipeline";

const ARN = "arn:aws:secretsmanager:eu-west-1:210987654321:secret:orders-dev-AbCdEf";

/** A state in which the stage `dev` is up, as far as its outputs go. */
const STATE = {
  version: 3,
  deployment: {
    manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" },
    resources: [
      {
        urn: "urn:pulumi:dev::orders::pulumi:pulumi:Stack::orders-dev",
        custom: false,
        type: "pulumi:pulumi:Stack",
        outputs: {
          pipelines: { "eu-west-1": { endpoint: "https://api.example", streams: {}, connectorSecretArn: ARN } },
        },
      },
    ],
  },
};

describe("a stage on AWS, found by the person's own Pulumi", function () {
  this.timeout(120_000);
  getEngineFirst();
  let directory: string;
  let server: HttpsServer;
  const environment = { ...process.env };

  const pulumi = (...args: string[]) => {
    const { status, stderr } = spawnSync("pulumi", [...args, "--non-interactive"], {
      cwd: directory,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
  };

  before(async () => {
    directory = await makeTemporaryDirectory();
    server = await startHttpsServer(({ response }) => {
      response.setHeader("content-type", "application/x-amz-json-1.1");
      response.end(JSON.stringify({ ARN, SecretString: "yaml" }));
    });
    for (const name of Object.keys(process.env)) {
      if (/^(PULUMI_|AWS_(?!SDK_))/.test(name)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, {
      PATH: [dirname((await engine()).cli), process.env.PATH].join(delimiter),
      PULUMI_HOME: join(directory, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(directory).href,
      PULUMI_CONFIG_PASSPHRASE: "of the person",
      AWS_CONFIG_FILE: "/nowhere",
      AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
    });
    await writeFile(
      join(directory, "Pulumi.yaml"),
      `name: orders\nruntime: nodejs\nstackConfigDir: stages\nconfig: { aws:endpoints: { value: [{ secretsmanager: "${server.origin}" }] } }\n`,
    );
    await writeFile(join(directory, "state.json"), JSON.stringify(STATE));
    await writeFile(join(directory, "ca.pem"), server.ca);
    pulumi("stack", "init", "dev");
    pulumi("stack", "import", "--stack", "dev", "--file", "state.json");
    pulumi("config", "set", "--stack", "dev", "aws:accessKey", "OFSTAGE");
    pulumi("config", "set", "--stack", "dev", "aws:secretKey", "s3cr3t", "--secret");
    pulumi("config", "set", "--stack", "dev", "other", "hidden", "--secret");
  });
  after(async () => {
    for (const name of Object.keys(process.env)) if (!(name in environment)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  const find = (stage: string) => findPipelines({ stage, ca: join(directory, "ca.pem") }, directory);
  const messageOf = async (stage: string): Promise<string> => {
    const error: unknown = await find(stage).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof Error && error.name === "UserError", String(error));
    assert.doesNotMatch(error.message, /\n/);
    return error.message;
  };

  it("is signed for with the stage's own key, of the stage's file, and endpoint, of the project's", async () => {
    const [place] = await find("organization/orders/dev");
    assert.equal(await withPipeline(place!, ({ connectorConfig }) => Promise.resolve(connectorConfig)), "yaml");
    assert.match(
      server.received.at(-1)?.headers.authorization ?? "",
      /Credential=OFSTAGE\/\d+\/eu-west-1\/secretsmanager/,
    );
    assert.ok(!/s3cr3t|hidden/.test(JSON.stringify(place)));
  });

  it("is none in an account that the stage refuses", async () => {
    pulumi("config", "set", "--stack", "dev", "--path", "aws:allowedAccountIds[0]", "111122223333");
    assert.equal(
      await messageOf("dev"),
      "Stage dev is in account 210987654321, and its settings do not allow that account (aws:allowedAccountIds: " +
        "111122223333; aws:forbiddenAccountIds: none). Look at both.",
    );
    pulumi("config", "rm", "--stack", "dev", "aws:allowedAccountIds");
  });

  it("is asked for in one line with what to do, when Pulumi cannot give it", async () => {
    assert.match(
      await messageOf("prod"),
      /^pulumi stack output --json --stack prod failed: no stack named 'prod' found\. pulumi stack ls shows .*; pulumi up makes/,
    );
    // A preview is asked for before anything is built: pulumi up would be wrong.
    await assert.rejects(
      ownPulumi(directory, "prod").preview(),
      /^UserError: pulumi preview --stack prod failed:\n.*no stack named 'prod' found.*\npulumi stack ls shows the stages there are; pulumi stack init prod makes an empty one\.$/,
    );
    delete process.env.PULUMI_CONFIG_PASSPHRASE;
    assert.match(
      await messageOf("dev"),
      /^pulumi config get aws:secretKey --stack dev failed: .*\. Set PULUMI_CONFIG_PASSPHRASE or /,
    );
    delete process.env.PULUMI_BACKEND_URL;
    assert.match(await messageOf("dev"), /failed: .*Run pulumi login, or set PULUMI_BACKEND_URL\.$/);
    process.env.PATH = "/nowhere";
    assert.match(await messageOf("dev"), /^The command pulumi was not found\. Install it/);
  });
});
