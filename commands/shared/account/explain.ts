import { UserError } from "../errors";

/** What a call to AWS was for. */
export interface CallContext {
  readonly stage: string;
  readonly region: string;
  /** The account of the stage's resources. */
  readonly accountId: string;
  /** Whose credentials signed. */
  readonly source: string;
  readonly profile: string | undefined;
  /** The stage's ESC environments. They give the person's own Pulumi credentials that this command does not have. */
  readonly environments: readonly string[];
}

/** Node's names for a failed connection, and for a certificate that it does not trust. */
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPROTO|TimeoutError)$/;
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;
/** AWS's names for a missing permission, and for a signature that it does not accept. */
const REFUSED = /AccessDenied|Forbidden|Unauthorized|NotAuthorized/i;
const NOT_SIGNED =
  /UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|ExpiredToken|RequestExpired|InvalidAccessKeyId/i;

/**
 * Whether a call did not come through the network.
 * @param error what the call rejected with
 * @returns false if AWS answered
 */
export const isUnreachable = ({ name, code = "" }: NodeJS.ErrnoException): boolean =>
  [code, name].some((word) => UNREACHABLE.test(word));

/**
 * Describes a failed call in one line: what failed, whose credentials signed, for which account, and what to do.
 * @param error what the call rejected with
 * @param context the stage, its account, and whose credentials signed
 * @returns an error for people; the error itself if no call to AWS failed
 */
export function explain(error: unknown, context: CallContext): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const { name, code = "" } = error as NodeJS.ErrnoException;
  const told = adviceFor(error, name, code, context);
  if (told === undefined) return error;
  const { stage, region, accountId, source } = context;
  const said = (error.message || code).split("\n", 1)[0]?.replace(/\.$/, "") ?? "";
  const what = name === "Error" ? code || name : name;
  return new UserError(
    `${what}: ${said}. Stage ${stage} stands in account ${accountId}, ${region}; credentials: ${source}. ${told}`,
    { cause: error },
  );
}

function adviceFor(error: Error, name: string, code: string, context: CallContext): string | undefined {
  const { accountId, environments } = context;
  if ([code, name].some((word) => UNTRUSTED.test(word))) {
    return "Name the file of its certificate authority: --ca FILE, or AWS_CA_BUNDLE.";
  }
  if (isUnreachable(error)) {
    return "Look at the network, at AWS_ENDPOINT_URL and at aws:endpoints of the stage.";
  }
  const login =
    environments.length > 0
      ? ` Or run this in the stage's environment: pulumi env run ${environments.join(" ")} -- COMMAND`
      : "";
  if (/Credentials|TokenProvider|SSOToken/i.test(name) || NOT_SIGNED.test(name)) return signIn(error, context) + login;
  if (REFUSED.test(name)) {
    return `Let this identity read logs, secrets and streams there, or sign in to account ${accountId}.${login}`;
  }
  if (name.includes("ResourceNotFound")) {
    return `Look whether the credentials are those of account ${accountId}, and whether the stage is up.${login}`;
  }
  return "$metadata" in error ? `Those are AWS' own words; its documentation explains them.${login}` : undefined;
}

function signIn({ message }: Error, { profile }: CallContext): string {
  if (/multi-factor|MFA/.test(message)) {
    return "This command asks for no MFA code. Get a session with one first, and set aws:profile or the shell to it.";
  }
  if (profile === undefined) return "Sign in to that account, or set aws:profile for the stage.";
  return /could not resolve credentials using profile|could not be found/i.test(message)
    ? `Configure that profile (aws configure list-profiles shows those there are), or set another as aws:profile.`
    : `Sign in, for example with aws sso login --profile ${profile}.`;
}
