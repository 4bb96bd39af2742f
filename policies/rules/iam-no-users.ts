import { resourceRule } from "../pack/rule";

export const iamNoUsers = resourceRule({
  name: "iam-no-users",
  description: "A stack makes no IAM users and no credentials that last.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Use a role: AWS hands out credentials of it that expire.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#lock-away-credentials",
  tags: ["iam", "security", "access-control"],
  types: [
    "aws:iam/user:User",
    "aws:iam/accessKey:AccessKey",
    "aws:iam/userLoginProfile:UserLoginProfile",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:iam/sshKey:SshKey",
    "aws:iam/signingCertificate:SigningCertificate",
  ],
  checks: [
    (resource) =>
      `is an IAM ${resource.type.split(":").at(-1) ?? ""}: its credentials last until somebody removes them.`,
  ],
});
