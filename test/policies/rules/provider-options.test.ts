import { providerOptions } from "../../../policies/rules/provider-options";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const provider = (inputs: Record<string, unknown>) =>
  plus({ type: "pulumi:providers:aws", name: "own", inputs: { region: "eu-west-1", ...inputs } });
const keys = (option: string) =>
  `${option} is set: credentials in a program or its configuration last, and are copied.`;

describeRule(providerOptions, {
  finds: {
    "a token, and a file of credentials, in the project": {
      stack: provider({
        assumeRoleWithWebIdentity: JSON.stringify({
          roleArn: "arn:aws:iam::123456789012:role/a",
          webIdentityToken: "a.b.c",
        }),
        sharedCredentialsFiles: ["./deploy/credentials.ini"],
      }),
      found: {
        own: [
          "assumeRoleWithWebIdentity.webIdentityToken is set: a token in a program is copied with it. Name its file.",
          "sharedCredentialsFiles has a file of the project: credentials there are copied with it.",
        ],
      },
    },
    "an endpoint without https, as the engine hands it on": {
      stack: provider({ endpoints: JSON.stringify([{ kinesis: "http://kinesis.eu-west-1.amazonaws.com", iam: "" }]) }),
      found: { own: ["endpoints has one for kinesis without https: whoever is between reads and changes it."] },
    },
    "an endpoint that is not AWS's": {
      stack: provider({ endpoints: [{ sts: "https://amazonaws.com.example.com" }] }),
      found: { own: ["endpoints has one for sts that is not AWS's: it gets what AWS should get."] },
    },
    "certificates and accounts that nobody checks": {
      stack: provider({ insecure: "true", skipCredentialsValidation: true, skipRequestingAccountId: "true" }),
      found: {
        own: [
          "insecure is true: the provider would not check the certificate of who answers.",
          "skipCredentialsValidation is true: nobody would see that the credentials are wrong before something is made.",
          "skipRequestingAccountId is true: nobody would know, or check, in which account it makes things.",
        ],
      },
    },
    "credentials in the program": {
      stack: provider({ accessKey: "a", secretKey: "b", token: "c" }),
      found: { own: [keys("accessKey"), keys("secretKey"), keys("token")] },
    },
    "an authority and a metadata service of somebody's": {
      stack: provider({ customCaBundle: "ca.pem", ec2MetadataServiceEndpoint: "http://metadata.example.com/" }),
      found: {
        own: [
          "customCaBundle is set: whoever has that authority's key may answer in AWS's name.",
          "ec2MetadataServiceEndpoint is not the machine's own: who answers there hands out the credentials.",
        ],
      },
    },
  },
  accepts: {
    "a token's file, and credentials in somebody's home": {
      stack: provider({
        assumeRoleWithWebIdentity: { roleArn: "arn:aws:iam::123456789012:role/a", webIdentityTokenFile: "token" },
        sharedCredentialsFiles: ["~/.aws/credentials", "/run/aws/credentials", ""],
      }),
    },
    "the machine's own metadata service": {
      stack: provider({ customCaBundle: "", ec2MetadataServiceEndpoint: "http://[fd00:ec2::254]" }),
    },
    "what is off, an endpoint of a VPC, and what checks": {
      stack: provider({
        insecure: "false",
        skipCredentialsValidation: "false",
        accessKey: "",
        profile: "orders",
        endpoints: '[{"kinesis":"https://vpce-0a1b.kinesis.eu-west-1.vpce.amazonaws.com"}]',
        allowedAccountIds: '["123456789012"]',
      }),
    },
  },
});
