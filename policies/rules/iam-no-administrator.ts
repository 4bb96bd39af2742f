import { resourceRule } from "../pack/rule";
import { awsManagedPolicyName } from "../read/permissions/policy-document";
import { attachedPolicyArns, attachmentTypes } from "../read/permissions/policy-holders";
import { isLike } from "../read/permissions/wildcard";

interface Config {
  readonly forbidden: readonly string[];
}

export const iamNoAdministrator = resourceRule<Config>({
  name: "iam-no-administrator",
  description: "No identity gets a managed policy that allows everything, or everything of a service.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Attach a policy of its own with the actions and the ARNs that it needs.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  tags: ["iam", "security", "access-control"],
  framework: {
    name: "CIS Amazon Web Services Foundations Benchmark",
    version: "3.0.0",
    reference: "1.16",
    specification: 'Ensure IAM policies that allow full "*:*" administrative privileges are not attached',
  },
  configSchema: {
    properties: {
      // Names of AWS's managed policies; * stands for any characters.
      forbidden: {
        type: "array",
        items: { type: "string" },
        default: ["*Administrator*", "PowerUserAccess", "*FullAccess*", "SecretsManagerReadWrite"],
        laxer: "fewer",
      },
    },
  },
  types: attachmentTypes,
  checks: [
    (holder, { forbidden }) =>
      attachedPolicyArns(holder)
        .map((arn) => awsManagedPolicyName(arn) ?? "")
        .flatMap((name) => {
          const pattern = forbidden.find((one) => isLike(name, one));
          return pattern === undefined ? [] : [`attaches ${shownName(name)}, which is forbidden as ${pattern}.`];
        }),
  ],
});

/** AWS's words in its names of policies. What else stands in the place of a name could be anything, and is not shown. */
const WORDS = /^(?:[A-Z][a-z]*|S3|EC2|Route53|[-_]|[Vv]\d)+$/;
const shownName = (name: string): string => (WORDS.test(name) ? name : "a managed policy of AWS");
