import { pathToFileURL } from "node:url";

import { directToLoopback, firstOf } from "./no-proxy";

export interface CliEnvironment {
  readonly home: string;
  readonly state: string;
  readonly passphrase: string;
  /** Ports of the providers that run already, by package. */
  readonly providers: Readonly<Record<string, number>>;
}

/**
 * The environment of a CLI that keeps to our own directories. It is this process's, without the person's own Pulumi and
 * AWS accounts. The CLI, the program, the packs and the providers call each other on this machine, so there is no proxy
 * between them.
 * @param inherited the environment of this process; its variables `PULUMI_*` and `AWS_*` are left out
 * @param more variables to add; they cannot change those that this function sets
 * @param own the directories of the CLI, the passphrase of its secrets, and the providers that run already
 * @returns the whole environment
 */
export function cliEnvironment(
  inherited: NodeJS.ProcessEnv,
  more: Readonly<Record<string, string>>,
  { home, state, passphrase, providers }: CliEnvironment,
): NodeJS.ProcessEnv {
  return directToLoopback({
    ...Object.fromEntries(Object.entries(inherited).filter(([name]) => !/^(PULUMI|AWS)_/.test(name))),
    // The CLI needs both if the system has no user with this id, as in containers.
    HOME: firstOf(inherited.HOME, home),
    USER: firstOf(inherited.USER, "nobody"),
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
