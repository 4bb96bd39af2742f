import * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../config/settings";
import { nameOf } from "./observability/names";
import type { PipelineSummary } from "./pipeline";

/** What the README shows of a region. */
export interface DescribedRegion {
  readonly region: string;
  readonly summary: Pick<PipelineSummary, "endpoint" | "streams" | "connectorSecretArn">;
}

/**
 * The README of a stage, which Pulumi's console shows for the stack's output `readme`. It holds no secret. Pulumi's console
 * can fill in `${outputs.x}` itself, but nothing says how to write a region's name there, which has hyphens. So the
 * program fills in the values.
 * @param settings the stage's settings
 * @param regions its pipelines
 * @param text Markdown with `${values}`, which a person edits (Pulumi.README.md). A line with the value `region` stands for
 *   each region
 * @returns Markdown
 * @throws Error for a value in the text that is not known
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
      .flatMap((line) =>
        line.includes("${region}") ? byRegion.map((values) => fillIn(line, values)) : [fillIn(line, common)],
      )
      .join("\n"),
  );
}

const fillIn = (line: string, values: Readonly<Record<string, string>>): string =>
  line.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) {
      throw new Error(`Pulumi.README.md: expected one of the values ${Object.keys(values).join(", ")}, got ${name}`);
    }
    return value;
  });
