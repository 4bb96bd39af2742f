import { pathToFileURL } from "node:url";

import { directToLoopback, firstOf } from "./no-proxy";

export interface CliEnvironment {
  readonly home: string;
  readonly state: string;
  readonly passphrase: string;
  /** Ports of the providers that run already, by package. */
  readonly providers: Readonly<Record<string, number>>;
  /**
   * Whether the person's AWS account and backend are used: their `PULUMI_*` and `AWS_*` variables then stay, the backend
   * and the passphrase that they name come first, and the CLI downloads the plugins that it needs.
   * @defaultValue false
   */
  readonly isOnAccount?: boolean;
}

/** How the CLI runs on the person's AWS account. */
export interface OwnAccount {
  /** The CLI's home, where it keeps plugins and logins. */
  readonly home: string;
  /**
   * Milliseconds that an operation may take to end after it is interrupted. What the CLI has begun on AWS, it must end and
   * write into the state.
   */
  readonly grace: number;
}

/** Variables by which a person names where the state is, or how its secrets are encrypted. */
const BACKEND = ["PULUMI_BACKEND_URL", "PULUMI_ACCESS_TOKEN"];
const PASSPHRASE = ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"];
/** Pulumi Cloud, which a token alone stands for. */
const PULUMI_CLOUD = "https://api.pulumi.com";

/**
 * The environment of a CLI that keeps to our own directories. It is this process's, without the person's own Pulumi and
 * AWS accounts. The CLI, the program, the packs and the providers call each other on this machine, so there is no proxy
 * between them.
 * @param inherited the environment of this process; its variables `PULUMI_*` and `AWS_*` are left out, except on the
 *   person's account
 * @param more variables to add; they cannot change those that this function sets
 * @param own the directories of the CLI, the passphrase of its secrets, and the providers that run already
 * @returns the whole environment
 */
export function cliEnvironment(
  inherited: NodeJS.ProcessEnv,
  more: Readonly<Record<string, string>>,
  { home, state, passphrase, providers, isOnAccount = false }: CliEnvironment,
): NodeJS.ProcessEnv {
  if (isOnAccount) return onAccount(inherited, { home, state, passphrase });
  return directToLoopback({
    ...Object.fromEntries(Object.entries(inherited).filter(([name]) => !/^(PULUMI|AWS)_/.test(name))),
    // The CLI needs both if the system has no user with this id, as in containers.
    HOME: firstOf(inherited.HOME, home),
    USER: firstOf(inherited.USER, "nobody"),
    // The engine's memory is small beside that of the program. It collects garbage half as often: 0.4 s less at 30 regions.
    // https://go.dev/doc/gc-guide#GOGC
    GOGC: firstOf(inherited.GOGC, "200"),
    ...more,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_DEBUG_PROVIDERS: Object.entries(providers)
      .map(([name, port]) => `${name}:${port}`)
      .join(","),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // Plugins on the person's PATH must not replace ours.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    // The CLI hides --event-log without it.
    PULUMI_DEBUG_COMMANDS: "true",
  });
}

function onAccount(
  inherited: NodeJS.ProcessEnv,
  { home, state, passphrase }: Pick<CliEnvironment, "home" | "state" | "passphrase">,
): NodeJS.ProcessEnv {
  const has = (names: readonly string[]): boolean => names.some((name) => Boolean(inherited[name]));
  const backend = has(BACKEND) ? firstOf(inherited.PULUMI_BACKEND_URL, PULUMI_CLOUD) : pathToFileURL(state).href;
  return directToLoopback({
    ...inherited,
    HOME: firstOf(inherited.HOME, home),
    USER: firstOf(inherited.USER, "nobody"),
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: backend,
    ...(!has(PASSPHRASE) && { PULUMI_CONFIG_PASSPHRASE: passphrase }),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DEBUG_COMMANDS: "true",
  });
}
