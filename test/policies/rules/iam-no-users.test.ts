import { iamNoUsers } from "../../../policies/rules/iam-no-users";
import { plus } from "../../support/policy-pipeline";
import { type Case, describeRule } from "../../support/policy-rule";

const user = { user: "someone" };

/** Every type of a credential that lasts, or of its owner. */
const CREDENTIALS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "aws:iam/user:User": {},
  "aws:iam/accessKey:AccessKey": user,
  "aws:iam/userLoginProfile:UserLoginProfile": user,
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": { userName: "someone" },
  "aws:iam/sshKey:SshKey": { username: "someone", encoding: "SSH" },
  "aws:iam/signingCertificate:SigningCertificate": { userName: "someone" },
};

const finds = Object.entries(CREDENTIALS).map(([type, inputs]): [string, Case] => {
  const kind = type.split(":").at(-1) ?? "";
  return [
    `an IAM ${kind}`,
    {
      stack: plus({ type, name: "credential", inputs }),
      found: { credential: [`is an IAM ${kind}: its credentials last until somebody removes them.`] },
    },
  ];
});

describeRule(iamNoUsers, {
  finds: Object.fromEntries(finds),
  accepts: { "a group": { stack: plus({ type: "aws:iam/group:Group", name: "group", inputs: {} }) } },
});
