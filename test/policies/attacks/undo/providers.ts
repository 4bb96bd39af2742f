import { Provider, type ProviderArgs } from "@pulumi/aws/provider";

import type { Attack } from "../harness/attack";
import { attack } from "./support";

const CALLS = "The provider speaks https to AWS, checks certificates, and uses the account and region of the stage.";

/** A provider of its own for one resource. */
const provider = (name: string, args: ProviderArgs, resource = "stream"): Attack =>
  attack(
    `provider-${name}`,
    CALLS,
    ({ change }) => {
      change(resource, {}, (given) => ({
        ...given,
        provider: new Provider(`undo-provider-${name}-aws`, { region: "ap-south-1", ...args }),
      }));
    },
    { at: ["aws"], expect: "options of the provider" },
  );

/** How AWS is reached. */
export const providers: readonly Attack[] = [
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
