import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { PROJECT } from "./program";

export interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly "continue-on-error"?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, unknown>> };
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
  readonly [key: string]: unknown;
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const DIRECTORY = join(PROJECT, ".github", "workflows");

/** Every workflow, by its file's name. */
export const workflows: Readonly<Record<string, Workflow>> = Object.fromEntries(
  readdirSync(DIRECTORY).map((file) => [file, parse(readFileSync(join(DIRECTORY, file), "utf8")) as Workflow]),
);

/** The text of everything under .github that runs, by its path. */
export const sources: Readonly<Record<string, string>> = Object.fromEntries(
  [...Object.keys(workflows).map((file) => `workflows/${file}`), "actions/setup/action.yml"].map((file) => [
    file,
    readFileSync(join(PROJECT, ".github", file), "utf8"),
  ]),
);

/** What a job's expressions refer to and nobody declares. GitHub takes it for an empty text. */
export function danglingReferences(job: Job, { jobs }: Pick<Workflow, "jobs">): readonly string[] {
  const needs = [job.needs ?? []].flat();
  const declared: Readonly<Record<string, readonly string[]>> = {
    needs,
    matrix: Object.keys(job.strategy?.matrix ?? {}),
    steps: job.steps.flatMap(({ id }) => id ?? []),
  };
  const text = JSON.stringify(job);
  const references = [...text.matchAll(/\b(needs|matrix|steps)\.([\w-]+)/g)];
  return [
    ...needs.filter((name) => !(name in jobs)).map((name) => `needs ${name}`),
    ...references
      .filter(([, context = "", name = ""]) => !declared[context]?.includes(name))
      .map(([reference]) => reference),
  ];
}
