import { UsageError } from "./errors";

/** Which pipelines a command works on. */
export interface Choice {
  readonly stage?: string | undefined;
  /** @defaultValue every region of the stage */
  readonly region?: string | undefined;
  /** Whether to use a running `npm start` instead of AWS. */
  readonly local?: boolean | undefined;
  /** File of certificates to trust beside Node's own. */
  readonly ca?: string | undefined;
}

export const CHOICE_OPTIONS = {
  stage: { type: "string" },
  region: { type: "string" },
  local: { type: "boolean" },
  ca: { type: "string" },
} as const;

/** The usage of those {@link CHOICE_OPTIONS} that are about the account. */
export const ACCOUNT_USAGE = `  --ca FILE        certificates to trust beside Node's own, for an endpoint that has one of its own

It signs as the stage's own AWS provider would: aws:profile, aws:assumeRoles, aws:endpoints and so on, or else the
shell's credentials. AWS_ENDPOINT_URL and AWS_CA_BUNDLE are taken as well.`;

/**
 * Checks which pipelines were chosen. Looks nothing up.
 * @param choice as it was typed
 * @returns the same
 * @throws UsageError with every problem
 */
export function readChoice<Typed extends Choice>(choice: Typed): Typed {
  const { stage, region, local = false, ca } = choice;
  const problems = [
    // This comes from an empty variable in a script. Pulumi would take the selected stage.
    ...(stage === "" ? ["--stage: expected the name of a stage, got an empty text."] : []),
    ...(stage === undefined && !local
      ? ["--stage: expected the name of a stage, or --local for a running npm start, got nothing."]
      : []),
    ...(region === "" ? ["--region: expected one of the stage's regions, got an empty text."] : []),
    ...(local && ca !== undefined ? ["--ca: expected it without --local. The local AWS has its own certificate."] : []),
  ];
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return choice;
}
