import { isPositive } from "./condition";
import type { Condition } from "./policy-document";

/** Providers whose audience says who: each app, each identity pool or each organization has its own. */
const AUDIENCE_SAYS_WHO = new Set([
  "accounts.google.com",
  "api.pulumi.com/oidc",
  "cognito-identity.amazonaws.com",
  "graph.facebook.com",
  "www.amazon.com",
]);
const AUDIENCES = ["aud", "oaud", "azp", "app_id"];

/** How many parts of a subject come before the first that names somebody; two if nothing else is known. */
const PARTS: readonly (readonly [begins: RegExp, parts: number])[] = [
  [/^system:serviceaccount:/, 3],
  [/^pulumi:[^:]*:org:/, 4],
  [/^\{/, 1],
];

/**
 * Whether conditions say who of a provider's identities may assume a role. The provider signs tokens for everybody.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 * @param provider The federated principal: the ARN of an OIDC or SAML provider, or the name of a public one.
 * @param conditions Of the statement that trusts it.
 * @returns Whether one names a subject (OIDC), an audience that is one party's own, or (SAML) anything of the assertion.
 */
export function namesIdentity(provider: string, conditions: readonly Condition[]): boolean {
  const asked = conditions.filter(isPositive);
  if (provider.includes(":saml-provider/")) {
    return asked.some(({ key, values }) => /^saml:/i.test(key) && !values.some((value) => /^[*?]*$/.test(value)));
  }
  const issuer = (provider.split(":oidc-provider/").at(-1) ?? provider).toLowerCase();
  const about = (claim: string) => asked.filter(({ key }) => key.toLowerCase() === `${issuer}:${claim}`);
  const audiences = AUDIENCE_SAYS_WHO.has(issuer) ? AUDIENCES.flatMap(about) : [];
  return (
    about("sub").some(({ values }) => values.every(namesSubject)) ||
    audiences.some(({ values }) => !values.some((value) => /[*?]/.test(value)))
  );
}

/** Whether a subject's first wildcard is behind what names somebody: `repo:acme/*` names an owner, `repo:acme*` does not. */
function namesSubject(subject: string): boolean {
  const at = subject.search(/[*?]/);
  if (at === -1) return subject !== "";
  const [, needed = 2] = PARTS.find(([begins]) => begins.test(subject)) ?? [];
  return subject.slice(0, at).split(/[:/]/).length > needed;
}
