import { Secret } from "@pulumi/aws/secretsmanager/secret";
import { type Output, output } from "@pulumi/pulumi";

import { A, type Mutation, type Props, STACK, tags } from "./mutation";

/** A text that is not known before the update, changed: what was written with it stays unknown until then. */
const edit = (property: string, change: (text: string) => string) => (props: Props) => ({
  ...props,
  [property]: output(props[property] as Output<string>).apply(change),
});

const loosen = (connectorConfig: string) =>
  connectorConfig.replace("https://", "http://").replace(/call-timeout: \d+/, "call-timeout: 12000");

/** A server's error counts as stored, the path is none of the API, and no bin is sent. */
const misdirect = (connectorConfig: string) =>
  connectorConfig
    .replace(/\/kinesis\b/, "/records")
    .replace(/^( *)call-timeout: /m, "$1http-success-status-codes: [200, 503]\n$&")
    .replace(/\n*$/, "\nbin-transforms: { exclude: { type: all } }\n");

/** What only the update can find, because it needs an ARN, the endpoint or the key. */
export const updated: readonly Mutation[] = [
  {
    region: A,
    resource: "connector-version",
    props: edit("secretString", (file) => misdirect(loosen(file))),
    found: [
      "connector-config-acknowledges",
      "connector-config-call-timeout",
      "connector-config-fits-api",
      "connector-config-https",
      "connector-config-whole-records",
    ],
  },
  {
    region: A,
    resource: "access-policy",
    props: edit("policy", (policy) =>
      policy.replace('"kinesis:PutRecord"', '"kinesis:*"').replace(/stream\/\w+/, "stream/*"),
    ),
    found: ["iam-no-wildcards", "iam-no-wildcards", "integration-role-actions", "integration-role-actions"],
  },
  {
    region: A,
    resource: "note",
    add: ({ name, region, connectorConfig: description }) =>
      new Secret(name, { region, description, recoveryWindowInDays: 30, tags }, { protect: true }),
    found: ["api-key-not-exposed"],
  },
  {
    region: A,
    resource: "output",
    output: loosen,
    found: [],
    also: { [STACK]: ["connector-config-output", "connector-config-output"] },
  },
];
