import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import {
  type HttpsServer,
  makeTemporaryDirectory,
  type Received,
  startHttpsServer,
} from "@aerospike-kinesis/test-support";

import { accountOf } from "../../commands/shared/account/account";
import { trustedCertificates } from "../../commands/shared/account/certificates";
import { withPipeline } from "../../commands/shared/open-pipeline";

const REGION = "eu-west-1";
const ACCOUNT = "210987654321";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/deployer`;
const YAML = "service: {}\n";

const OUTPUTS = {
  endpoint: "https://api.example",
  streams: {},
  apiId: "a",
  stageName: "dev",
  apiKeyId: "k",
  usagePlanId: "u",
  roleArn: ROLE,
  connectorSecretArn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:orders-dev-AbCdEf`,
};

const TEMPORARY = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>OFROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
<Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

/** STS and Secrets Manager, as far as these commands use them. */
function answer({ body, headers, response }: Received): void {
  const isSts = headers["x-amz-target"] === undefined;
  response.setHeader("content-type", isSts ? "text/xml" : "application/x-amz-json-1.1");
  response.end(
    isSts
      ? TEMPORARY
      : JSON.stringify({ ARN: (JSON.parse(body.toString()) as { SecretId: string }).SecretId, SecretString: YAML }),
  );
}

describe("a command on a deployed stage", function () {
  this.timeout(30_000);
  let server: HttpsServer;
  let directory: string;
  let respond = answer;
  const environment = { ...process.env };

  before(async () => {
    directory = await makeTemporaryDirectory();
    server = await startHttpsServer((request) => {
      respond(request);
    });
    await writeFile(join(directory, "ca.pem"), server.ca);
    const profile = (name: string, key: string) => `[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = s\n`;
    await writeFile(join(directory, "credentials"), profile("default", "OFDEFAULT") + profile("cdc-prod", "OFPROFILE"));
    await writeFile(join(directory, "others"), profile("cdc-prod", "OFOTHERFILE"));
    await writeFile(
      join(directory, "config"),
      `[profile chained]\nrole_arn = ${ROLE}\nsource_profile = cdc-prod\n` +
        `[profile mfa]\nrole_arn = ${ROLE}\nsource_profile = cdc-prod\nmfa_serial = arn:aws:iam::1:mfa/me\n` +
        "[profile sso]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\nregion = eu-west-1\n" +
        "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.example\n",
    );
  });
  beforeEach(() => {
    respond = answer;
    for (const name of Object.keys(process.env)) {
      if (/^AWS_(?!SDK_)/.test(name)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, {
      AWS_CONFIG_FILE: join(directory, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(directory, "credentials"),
      AWS_ENDPOINT_URL: server.origin,
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });
  after(async () => {
    for (const name of Object.keys(process.env)) {
      if (/^AWS_(?!SDK_)/.test(name)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, environment);
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  const readFile = (settings: Readonly<Record<string, unknown>>, environments: string[] = [], ca = server.ca) =>
    withPipeline(
      {
        stage: "dev",
        region: REGION,
        outputs: OUTPUTS,
        account: { ...accountOf({ maxRetries: 0, ...settings }, ca), environments },
      },
      ({ connectorConfig }) => Promise.resolve(connectorConfig),
    );

  /** Who signed what, of the requests that reading the file made. */
  const signers = async (settings: Readonly<Record<string, unknown>>): Promise<string[]> => {
    const first = server.received.length;
    assert.equal(await readFile(settings), YAML);
    return server.received.slice(first).map(({ headers }) => {
      const [, key, region, service] =
        /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)/.exec(headers.authorization ?? "") ?? [];
      return `${String(key)} ${String(region)} ${String(service)}`;
    });
  };

  describe("signs as the stage's own provider", () => {
    it("with its profile, whatever the shell has", async () => {
      process.env.AWS_ACCESS_KEY_ID = "OFSHELL";
      process.env.AWS_SECRET_ACCESS_KEY = "s";
      assert.deepEqual(await signers({ profile: "cdc-prod" }), [`OFPROFILE ${REGION} secretsmanager`]);
    });

    // https://github.com/pulumi/pulumi-aws/issues/252
    it("as the role of its profile, from the profile that this one names", async () => {
      assert.deepEqual(await signers({ profile: "chained" }), [
        `OFPROFILE ${REGION} sts`,
        `OFROLE ${REGION} secretsmanager`,
      ]);
    });

    it("with the profile of its own file", async () => {
      const sharedCredentialsFiles = [join(directory, "others")];
      assert.deepEqual(await signers({ profile: "cdc-prod", sharedCredentialsFiles }), [
        `OFOTHERFILE ${REGION} secretsmanager`,
      ]);
    });

    it("with its own key", async () => {
      const keys = { accessKey: "OFSTAGE", secretKey: "s" };
      assert.deepEqual(await signers({ ...keys, profile: "" }), [`OFSTAGE ${REGION} secretsmanager`]);
    });

    it("as the role that it assumes, from its profile", async () => {
      const first = server.received.length;
      const role = { roleArn: ROLE, sessionName: "pulumi", externalId: "x", duration: "1h30m", tags: { team: "data" } };
      assert.deepEqual(await signers({ profile: "cdc-prod", assumeRoles: [role], stsRegion: "us-east-1" }), [
        "OFPROFILE us-east-1 sts",
        `OFROLE ${REGION} secretsmanager`,
      ]);
      const asked = Object.fromEntries(new URLSearchParams(server.received[first]!.body.toString()));
      const { RoleArn, RoleSessionName, ExternalId, DurationSeconds } = asked;
      assert.deepEqual([RoleArn, RoleSessionName, ExternalId, DurationSeconds], [ROLE, "pulumi", "x", "5400"]);
      assert.equal(asked["Tags.member.1.Value"], "data");
    });

    it("at its endpoints, before those of the shell", async () => {
      process.env.AWS_ENDPOINT_URL = "https://127.0.0.1:1";
      const endpoints = [{ secretsmanager: server.origin, kinesis: "" }];
      assert.deepEqual(await signers({ profile: "cdc-prod", endpoints }), [`OFPROFILE ${REGION} secretsmanager`]);
    });
  });

  it("reaches CloudWatch Logs by each of the names that the provider has for it", () => {
    const { origin } = server;
    for (const endpoints of [
      [{ logs: origin, cloudwatchlog: "https://x" }],
      [{ cloudwatchlogs: origin }, { kinesis: "" }],
    ]) {
      assert.equal(accountOf({ endpoints }).access.endpoints?.logs, origin);
    }
    assert.equal(accountOf({ endpoints: [{ cloudwatchlog: origin }] }).access.endpoints?.logs, origin);
  });

  it("leaves to the shell what the stage does not say", async () => {
    assert.deepEqual(await signers({}), [`OFDEFAULT ${REGION} secretsmanager`]);
    process.env.AWS_PROFILE = "cdc-prod";
    process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER = server.origin;
    process.env.AWS_ENDPOINT_URL = "https://127.0.0.1:1";
    assert.deepEqual(await signers({}), [`OFPROFILE ${REGION} secretsmanager`]);
  });

  it("trusts a certificate that is named, beside Node's own", () => {
    const file = join(directory, "ca.pem");
    const of = (flag?: string, bundle?: string, environment = {}) => trustedCertificates(flag, bundle, environment);
    for (const trusted of [of(file), of(undefined, file), of(undefined, undefined, { AWS_CA_BUNDLE: file })]) {
      assert.ok(trusted?.includes(server.ca) && trusted.length > 100_000);
    }
    assert.equal(of(undefined, undefined, { NODE_EXTRA_CA_CERTS: file }), undefined);
    assert.throws(
      () => of("/nowhere"),
      /UsageError: --ca: expected a file that can be read, got \/nowhere: there is no such file\./,
    );
    assert.throws(
      () => of(join(directory, "config")),
      /UsageError: --ca: expected a file of certificates in PEM, got .*config, which holds none\.$/,
    );
  });

  it("takes a file of several certificates, and says which one nobody could read", async () => {
    const file = join(directory, "several.pem");
    const one = server.ca.trim();
    const read = async (text: string): Promise<string> => {
      await writeFile(file, text);
      try {
        return trustedCertificates(file, undefined, {})!.endsWith(text) ? "taken" : "changed";
      } catch (error) {
        return (error as Error).message.replace(/^.*several\.pem/, "");
      }
    };
    for (const text of [`${one}\n${one}\n`, `# mine\r\n${one.replaceAll(/\r?\n/g, "\r\n")}\r\n\r\nother\r\n${one}`]) {
      assert.equal(await read(text), "taken");
    }
    const lines = one.split("\n").length;
    assert.equal(
      await read(one + one),
      `. In its line ${lines}, a certificate begins behind another text: put a line end between.`,
    );
    for (const cut of [one.slice(0, -100), one.replace("MII", "")]) {
      assert.equal(await read(`${one}\n${cut}\n`), ". Its certificate 2 of 2 cannot be read.");
    }
  });

  describe("ends in one line that says whose account and credentials", () => {
    const fails = async (settings: Readonly<Record<string, unknown>>, environments?: string[], ca?: string) => {
      const error: unknown = await readFile(settings, environments, ca).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof Error);
      assert.equal(error.name, "UserError", error.stack);
      assert.doesNotMatch(error.message, /\n|at .*:\d+:\d+/);
      return error.message;
    };
    const refuse = (status: number, type: string, message: string) => {
      respond = ({ response }) => {
        response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify({ __type: type, message }));
      };
    };
    const WHOSE = `Stage dev stands in account ${ACCOUNT}, ${REGION}; credentials:`;

    it("when there is no such profile", async () => {
      const message = await fails({ profile: "gone" });
      assert.match(message, /^CredentialsProviderError: .*gone/);
      assert.ok(message.includes(`${WHOSE} the stage's profile gone (aws:profile). Configure that profile (`));
    });

    it("when the sign-in has expired", async () => {
      assert.match(await fails({ profile: "sso" }), /^\w+: .*aws sso login --profile sso/);
    });

    // https://github.com/pulumi/pulumi-aws/issues/1366
    it("when the profile wants an MFA code", async () => {
      assert.match(
        await fails({ profile: "mfa" }),
        /^CredentialsProviderError: .* This command asks for no MFA code\./,
      );
    });

    it("when there are no credentials, also where an environment would give them", async () => {
      process.env.AWS_SHARED_CREDENTIALS_FILE = "/nowhere";
      const message = await fails({}, ["cdc/aws-login"]);
      assert.ok(
        message.includes(`${WHOSE} the shell's default credentials, for the stage has no aws:profile. Sign in`),
      );
      assert.ok(message.endsWith("Or run this in the stage's environment: pulumi env run cdc/aws-login -- COMMAND"));
    });

    it("when access is denied, or the role may not be assumed", async () => {
      refuse(400, "AccessDeniedException", "User: arn:aws:iam::111122223333:user/me is not authorized");
      const message = await fails({ profile: "cdc-prod" });
      assert.match(message, /^AccessDeniedException: User: arn:aws:iam::111122223333:user\/me is not authorized\. /);
      assert.ok(message.includes(WHOSE) && message.endsWith(`or sign in to account ${ACCOUNT}.`), message);
      respond = ({ response }) => {
        response.writeHead(403, { "content-type": "text/xml" });
        response.end("<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>");
      };
      assert.match(
        await fails({ profile: "cdc-prod", assumeRoles: [{ roleArn: ROLE }] }),
        new RegExp(`^AccessDenied: no\\. .*cdc-prod \\(aws:profile\\), as the role ${ROLE}\\. `),
      );
    });

    it("when the signature has expired, the secret is gone, or AWS says anything else", async () => {
      refuse(400, "ExpiredTokenException", "The security token included in the request is expired");
      assert.match(await fails({ profile: "cdc-prod" }), /^ExpiredTokenException: .*aws sso login --profile cdc-prod/);
      refuse(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
      assert.match(await fails({}), new RegExp(`are those of account ${ACCOUNT}, and whether the stage is up\\.`));
      refuse(400, "DecryptionFailure", "cannot be decrypted");
      assert.match(await fails({}), /^DecryptionFailure: cannot be decrypted\. Stage dev/);
    });

    it("when the endpoint cannot be reached, or is not trusted", async () => {
      assert.match(
        await fails({ endpoints: [{ secretsmanager: "https://127.0.0.1:1" }] }),
        /^ECONNREFUSED: .*aws:endpoints/,
      );
      assert.match(await fails({}, [], ""), /CERT.*--ca FILE, or AWS_CA_BUNDLE\.$/);
    });
  });

  it("says which of the stage's settings it cannot use", () => {
    assert.throws(
      () => accountOf({ maxRetries: "many", endpoints: "here" }),
      /UserError: .*aws:maxRetries: .*; aws:endpoints: /,
    );
    assert.throws(
      () => accountOf({ assumeRoles: [{ roleArn: ROLE, duration: "soon" }] }),
      /a duration such as 1h30m, got soon/,
    );
    assert.throws(
      () => accountOf({ sharedConfigFiles: ["a", "b"] }),
      /aws:sharedConfigFiles: expected one file, got 2/,
    );
    assert.throws(() => accountOf({ endpoints: [{ secretsmanager: "localhost:1" }] }, undefined, {}), {
      name: "UserError",
      message: "aws:endpoints secretsmanager: expected a URL such as http://localhost:4566, got localhost:1.",
    });
  });

  it("says which of the shell's addresses is none", () => {
    for (const odd of ["127.0.0.1:4566", "not a url", "ftp://127.0.0.1"]) {
      assert.throws(
        () => accountOf({}, undefined, { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: odd }),
        /_CLOUDWATCH_LOGS: expected/,
      );
      assert.throws(() => accountOf({}, undefined, { AWS_ENDPOINT_URL: odd }), {
        name: "UserError",
        message: `AWS_ENDPOINT_URL: expected a URL such as http://localhost:4566, got ${odd}.`,
      });
    }
    accountOf({}, undefined, { AWS_ENDPOINT_URL: "", AWS_ENDPOINT_URL_KINESIS: "https://localhost:4566" });
  });
});
