import { type CommandResult, errorsOf, runCommand } from "@aerospike-kinesis/pulumi-engine";

import { UserError } from "../errors";

/** The person's own Pulumi, in the project's directory, with their login and their passphrase. */
export interface OwnPulumi {
  /** The stage's outputs. A secret is `[secret]`. */
  readonly outputs: () => Promise<Readonly<Record<string, unknown>>>;
  /**
   * The settings of the AWS provider, by key without `aws:`, from the stage's file, the project's file or an
   * environment. Settings in `decrypted` are decrypted if they are secret. Other secrets are left out.
   */
  readonly awsSettings: (decrypted: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;
  /**
   * What the next `pulumi up` would do, also with what stays as it is. The program runs; nothing is changed. It rejects
   * only if Pulumi prints no preview.
   */
  readonly preview: () => Promise<OwnPreview>;
}

/** A preview with the person's own Pulumi. */
export interface OwnPreview {
  /** Those of a preview that failed can be incomplete. */
  readonly steps: readonly PlannedStep[];
  /** Why the preview failed; undefined if it did not. */
  readonly error: string | undefined;
}

/** One step of a preview. */
export interface PlannedStep {
  /** Such as `create` or `same`. */
  readonly op: string;
  readonly urn: string;
  /** What the stage has now: undefined for what is not built yet. A component has no id. */
  readonly oldState?: { readonly id?: string };
  /** Undefined for a resource that would be deleted. */
  readonly newState?: {
    readonly type: string;
    /** False for a component. */
    readonly custom: boolean;
    /** The URN of the parent. */
    readonly parent?: string;
    /** As far as they are known. A secret is `[secret]`. */
    readonly inputs?: Readonly<Record<string, unknown>>;
  };
}

/** What `pulumi preview --json` prints. */
interface PrintedPreview {
  readonly steps?: readonly PlannedStep[];
  readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}

/** A value as `pulumi config --json` prints it. */
interface ConfigValue {
  readonly value?: string;
  readonly objectValue?: unknown;
  readonly secret: boolean;
}

/** What to do, by what the CLI says. Its other messages are clear by themselves. */
const ADVICE: readonly (readonly [said: RegExp, advice: string])[] = [
  [/PULUMI_ACCESS_TOKEN|pulumi login|not logged in/i, "Run pulumi login, or set PULUMI_BACKEND_URL."],
  [/passphrase/i, "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE for this stage's secrets."],
  [/environment/i, "pulumi config env ls shows the ESC environments of the stage."],
];

const NO_STACK = /no stack named|no previous deployment/i;

/** @param makesStack what makes a stack that the command can work with */
const adviceOn = (said: string, makesStack: string): string | undefined =>
  NO_STACK.test(said)
    ? `pulumi stack ls shows the stages there are; ${makesStack}.`
    : ADVICE.find(([words]) => words.test(said))?.[1];

/**
 * Opens the person's own Pulumi for one stage. It runs nothing yet.
 * @param project the directory of Pulumi.yaml
 * @param stage as `pulumi --stack` takes it, also with organization and project
 * @returns functions that reject with a UserError if Pulumi is not installed, or if it fails
 */
export function ownPulumi(project: string, stage: string): OwnPulumi {
  const end = (command: readonly string[]): Promise<CommandResult> =>
    runCommand("pulumi", [...command, "--stack", stage, "--non-interactive", "--color", "never"], {
      cwd: project,
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    }).catch((error: unknown) => {
      throw (error as NodeJS.ErrnoException).code === "ENOENT"
        ? new UserError(
            "The command pulumi was not found. Install it (https://www.pulumi.com/docs/install/) and log in.",
          )
        : error;
    });
  const run = async (...args: string[]): Promise<string> => {
    const command = [...args, "--stack", stage];
    const ended = await end(args);
    if (ended.code === 0) return ended.stdout;
    const said = (ended.stderr.trim() || ended.stdout.trim()).replace(/^error: /gm, "").replace(/\s*\n\s*/g, " ");
    const advice = adviceOn(said, "pulumi up makes one");
    const last = /[.!?]$/.test(said) || advice === undefined ? said : `${said}.`;
    throw new UserError([`pulumi ${command.join(" ")} failed: ${last}`, ...(advice ? [advice] : [])].join(" "));
  };

  return {
    preview: async () => {
      const ended = await end(["preview", "--json", "--show-sames"]);
      const printed = readPreview(ended.stdout);
      const { steps } = printed ?? {};
      if (ended.code === 0 && steps) return { steps, error: undefined };
      const said = errorsOf({ diagnostics: printed?.diagnostics ?? [], stderr: ended.stderr, stdout: ended.stdout });
      const advice = adviceOn(said, `pulumi stack init ${stage} makes an empty one`);
      const error = [`pulumi preview --stack ${stage} failed:`, said, ...(advice === undefined ? [] : [advice])];
      if (steps) return { steps, error: error.join("\n") };
      throw new UserError(error.join("\n"));
    },
    outputs: async () => JSON.parse(await run("stack", "output", "--json")) as Record<string, unknown>,
    awsSettings: async (decrypted) => {
      const config = JSON.parse(await run("config", "--json")) as Readonly<Record<string, ConfigValue>>;
      const found: Record<string, unknown> = {};
      for (const [fullKey, { value, objectValue, secret }] of Object.entries(config)) {
        const [, key] = /^aws:(.+)$/.exec(fullKey) ?? [];
        if (key === undefined) continue;
        if (!secret) found[key] = objectValue ?? decode(value ?? "");
        // Each secret is read alone: --show-secrets would print every secret of the stage.
        else if (decrypted.includes(key)) found[key] = decode((await run("config", "get", fullKey)).trim());
      }
      return found;
    },
  };
}

/** Reads the preview. Lines that are no JSON, such as warnings, can stand before it. */
function readPreview(stdout: string): PrintedPreview | undefined {
  try {
    return JSON.parse(stdout.slice(stdout.indexOf("{"))) as PrintedPreview;
  } catch {
    return undefined;
  }
}

/** Reads a list or a map that is written as JSON in a text. Anything else stays text. */
function decode(value: string): unknown {
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
