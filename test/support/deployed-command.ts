import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

import { engine } from "@aerospike-kinesis/test-support";

import { type Program, PROJECT } from "./program";

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command of the project, without npm.
 * @param command its folder in commands/
 * @param args what a person types behind `--`
 * @param env its whole environment
 * @returns how it ended
 */
export async function startCommand(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", `commands/${command}/index.ts`, ...args], {
    cwd: PROJECT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close") as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, stdout, stderr };
}

/**
 * The environment in which the person's own Pulumi finds a program's stages, and the shell says where AWS is.
 * @param program whose stages are meant
 * @param passphrase of its state
 * @returns a whole environment
 */
export async function personsEnvironment(
  { directory, aws }: Program,
  passphrase: string,
): Promise<NodeJS.ProcessEnv & { readonly PATH: string }> {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PULUMI|AWS)_/.test(name))),
    PATH: [dirname((await engine()).cli), process.env.PATH].join(delimiter),
    PULUMI_HOME: join(directory, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(join(directory, "state")).href,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: "k",
    AWS_SECRET_ACCESS_KEY: "s",
    AWS_CONFIG_FILE: "/nowhere",
  };
}

/**
 * The result of each region, which smoke prints last.
 * @param ended a run of smoke
 * @returns a line each
 */
export const resultsOf = ({ stdout }: Ended): readonly string[] =>
  stdout.split("\n").filter((line) => /^(ok {2}|FAIL) /.test(line));
