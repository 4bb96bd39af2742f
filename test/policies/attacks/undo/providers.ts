import { Provider, type ProviderArgs } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

import { IngestStream } from "../../../../components/ingest-stream";
import { loadSettings } from "../../../../config/load";
import { withProvider } from "../build/changes";
import { attackOf, r2Undo, r3Again, r3Option } from "../build/kinds";
import { undoAttack } from "../build/undo";
import type { Attack } from "../harness/attack";

const r4Code = attackOf("r4", "code", "the code that makes the resources is that which the project names");
const pluginOf = (name: string, breaks: string, options: pulumi.ResourceOptions): Attack =>
  r4Code(name, breaks, {
    phase: "preview",
    at: ["made"],
    changes: {
      stream: withProvider(`r4-code-${name}-made`, {}, options),
    },
  });

/** A provider of its own for the stream. */
const providerOfStream = (name: string, breaks: string, args: ProviderArgs): Attack =>
  r2Undo(`provider-${name}`, breaks, {
    own: true,
    add: (b) =>
      new IngestStream(
        `${b.name}-stream`,
        {
          place: { service: b.pipelineName, stage: "prod", region: b.region, tags: {} },
          stream: { ...loadSettings().streams[0]!, name: `${b.name}-stream` },
          protect: true,
        },
        { provider: new Provider(`${b.name}-aws`, { region: "ap-south-1", ...args }) },
      ),
  });

const providerOf = (name: string, breaks: string, args: ProviderArgs, resource = "stream"): Attack =>
  r3Option(`provider-${name}`, breaks, {
    phase: "preview",
    changes: {
      [resource]: withProvider(`r3-option-provider-${name}-made`, args),
    },
    at: ["made"],
  });

const CALLS = "The provider speaks https to AWS, checks certificates, and uses the account and region of the stage.";

/** A provider of its own for one resource. */
const provider = (name: string, args: ProviderArgs, resource = "stream"): Attack =>
  undoAttack(
    `provider-${name}`,
    CALLS,
    ({ change }) => {
      change(resource, {}, withProvider(`undo-provider-${name}-aws`, args).options);
    },
    { at: ["aws"], expect: "options of the provider" },
  );

/** How AWS is reached. */
export const providers: readonly Attack[] = [
  pluginOf("old-plugin", "an old plugin makes the stream, which does not know the argument region", {
    version: "6.83.0",
  }),
  pluginOf("plugin-elsewhere", "the plugin that makes the stream comes from somebody's server over plain http", {
    pluginDownloadURL: "http://plugins.example.com/aws",
  }),
  providerOfStream("own-authority", "the provider trusts an authority that the program brings along", {
    customCaBundle: "./proxy-ca.pem",
  }),
  providerOfStream("metadata", "the provider asks a server over plain http for its credentials", {
    ec2MetadataServiceEndpoint: "http://metadata.example.com/",
  }),
  providerOfStream("profile", "one stream is made in the account of another profile", { profile: "dev" }),
  providerOfStream("web-identity", "one stream is made in another account", {
    assumeRoleWithWebIdentity: { roleArn: "arn:aws:iam::999999999999:role/deployer", webIdentityTokenFile: "./token" },
  }),
  r3Again("tags-ignored-by-prefix", "the provider leaves out all tags with an s", {
    phase: "preview",
    changes: {
      stream: withProvider("r3-again-tags-ignored-by-prefix-made", {
        ignoreTags: { keyPrefixes: ["s"] },
      }),
    },
  }),
  providerOf("plain-sts", "the provider asks for its role in plain http", {
    endpoints: [{ sts: "http://sts.ap-south-1.amazonaws.com" }],
  }),
  providerOf("plain-metadata", "the provider gets its credentials from somebody's address", {
    ec2MetadataServiceEndpoint: "http://10.1.2.3/",
    ec2MetadataServiceEndpointMode: "IPv4",
  }),
  providerOf("foreign-ca", "whoever has that certificate reads what is sent to AWS", { customCaBundle: "/tmp/ca.pem" }),
  providerOf("ignores-tags", "the provider leaves the tags that the stage asks for as they are", {
    ignoreTags: { keys: ["service", "stage"] },
  }),
  providerOf("any-region", "the provider takes a region that does not exist", {
    skipRegionValidation: true,
    region: "ap-south-9",
  }),
  provider("plain-endpoint", { endpoints: [{ kinesis: "http://kinesis.ap-south-1.amazonaws.com" }] }),
  provider("foreign-endpoint", { endpoints: [{ secretsmanager: "https://secrets.example.com" }] }, "connector-version"),
  provider("insecure", { insecure: true }),
  provider("literal-keys", {
    accessKey: "AKIAIOSFODNN7EXAMPLE",
    secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  }),
  provider("token", { token: "FwoGZXIvYXdzEXAMPLE" }),
  provider("unchecked", { skipCredentialsValidation: true, skipRequestingAccountId: true, skipMetadataApiCheck: true }),
  provider("other-region", { region: "eu-west-1" }, "access-role"),
  provider("other-partition", { region: "cn-north-1" }, "access-policy"),
  provider("other-account", { assumeRoles: [{ roleArn: "arn:aws:iam::999999999999:role/deployer" }] }),
  provider("http-proxy", { httpProxy: "http://proxy.example.com:3128" }),
];
