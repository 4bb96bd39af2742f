import { UsageError } from "../../shared/errors";
import type { ConformanceFlags } from "../flags";

export const EPHEMERAL_OPTIONS = {
  ephemeral: { type: "boolean" },
  yes: { type: "boolean" },
  destroy: { type: "string" },
  assumptions: { type: "string" },
} as const;

export const EPHEMERAL_USAGE = `npm run conformance -- --ephemeral --stage STAGE [--region REGION] [--yes] [--report FILE]
npm run conformance -- --ephemeral --local [--stage STAGE] [--region REGION] [--assumptions FILE] [--report FILE]
npm run conformance -- --ephemeral --destroy STACK`;

export const EPHEMERAL_FLAGS = `  --ephemeral      brings up a stack of its own with the settings of STAGE and a random name, also tries what only
                   somebody inside can provoke, and destroys the stack; with --local on a local AWS of its own
  --yes            starts an ephemeral stack without a question about its price
  --destroy STACK  destroys an ephemeral stack that a run left behind
  --assumptions FILE
                   what the local AWS of --ephemeral --local does where AWS does not document it`;

/** The flags of a run on a stack of its own, as they were typed. */
export interface EphemeralFlags extends ConformanceFlags {
  readonly ephemeral?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly destroy?: string | undefined;
  readonly assumptions?: string | undefined;
}

/**
 * Whether a run is on a stack of its own.
 * @param flags as they were typed
 * @returns true with `--ephemeral`
 * @throws UsageError with every flag that does not go with the others
 */
export function isEphemeral(flags: EphemeralFlags): boolean {
  const { ephemeral = false, yes, destroy, assumptions, local, stage, region, report } = flags;
  const problems: string[] = [];
  const refuse = (values: Readonly<Record<string, unknown>>, expected: string): void => {
    for (const [flag, value] of Object.entries(values)) {
      if (value !== undefined) problems.push(`--${flag}: expected it ${expected}.`);
    }
  };
  if (ephemeral) {
    const { url, endpoint, stream, "key-file": keyFile } = flags;
    refuse({ url, "key-file": keyFile, stream, endpoint }, "without --ephemeral");
    if (destroy !== undefined) refuse({ stage, region, local, report, assumptions }, "without --destroy");
    else if (local !== true) refuse({ assumptions }, "with --local alone: it is for the local AWS");
  } else {
    refuse({ yes, destroy, assumptions }, "with --ephemeral alone");
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return ephemeral;
}
