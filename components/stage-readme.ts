import { readFileSync } from "node:fs";
import { basename } from "node:path";

import * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../config/settings";
import type { PipelineSummary } from "./outputs";
import { nameOf } from "./place";

/** What the README shows of a region. */
export interface DescribedRegion {
  readonly region: string;
  readonly summary: Pick<PipelineSummary, "endpoint" | "streams" | "connectorSecretArn">;
}

/** The values of every line. */
const COMMON = ["service", "stage", "name", "firstRegion"];

/** The values of a line that stands for each region. */
const REGIONAL = [...COMMON, "region", "endpoint", "streams", "connectorSecretArn"];

const VALUE = /\$\{(\w+)\}/g;

/**
 * Reads the text of a stage's README, before anything is built.
 * @param file Markdown with `${values}`, which a person edits
 * @returns the text
 * @throws pulumi.RunError if it cannot be read, or with every value that is none of ours; Pulumi prints no stack trace then
 */
export function readReadmeText(file: string): string {
  const name = basename(file);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new pulumi.RunError(
      `${name}: expected a file with the text of the output readme, got ${(error as NodeJS.ErrnoException).code}. ` +
        "Write one, which may be empty, or restore it from git.",
    );
  }
  const problems = text
    .split("\n")
    .flatMap((line, index) =>
      unknownValues(line).map(
        (value) =>
          `${name}:${index + 1}: expected one of the values ${valuesIn(line).join(", ")}, got ${value}` +
          (REGIONAL.includes(value) ? " in a line without region, which does not stand for each region" : ""),
      ),
    );
  if (problems.length > 0) throw new pulumi.RunError(problems.join("\n"));
  return text;
}

const isRegional = (line: string): boolean => line.includes("${region}");

const valuesIn = (line: string): readonly string[] => (isRegional(line) ? REGIONAL : COMMON);

const unknownValues = (line: string): string[] =>
  Array.from(line.matchAll(VALUE), ([, value = ""]) => value).filter((value) => !valuesIn(line).includes(value));

/**
 * The README of a stage, which Pulumi's console shows for the stack's output `readme`. It holds no secret. Pulumi's console
 * can fill in `${outputs.x}` itself, but nothing says how to write a region's name there, which has hyphens. So the
 * program fills in the values.
 * @param settings the stage's settings
 * @param regions its pipelines
 * @param text what {@link readReadmeText} read. A line with the value `region` stands for each region
 * @returns Markdown
 * @see https://www.pulumi.com/docs/pulumi-cloud/projects-and-stacks/#stack-readme
 */
export function stageReadme(
  settings: Pick<Settings, "service" | "stage">,
  regions: readonly DescribedRegion[],
  text: string,
): pulumi.Output<string> {
  const { service, stage } = settings;
  const common = { service, stage, name: nameOf(settings), firstRegion: String(regions[0]?.region) };
  const known = regions.map(({ region, summary: { endpoint, streams, connectorSecretArn } }) =>
    pulumi.output({ ...common, region, endpoint, streams: Object.keys(streams).join(", "), connectorSecretArn }),
  );
  return pulumi.all(known).apply((byRegion) =>
    text
      .split("\n")
      .flatMap((line) => (isRegional(line) ? byRegion.map((values) => fillIn(line, values)) : [fillIn(line, common)]))
      .join("\n"),
  );
}

const fillIn = (line: string, values: Readonly<Record<string, string>>): string =>
  line.replace(VALUE, (written, name: string) => values[name] ?? written);
