import type { ResourceTransformation } from "@pulumi/pulumi";
import * as pulumi from "@pulumi/pulumi";

import { Pipeline, type PipelineArgs } from "../../../../components/pipeline";
import { loadSettings } from "../../../../config/load";
import { type Change, changed } from "../harness/attack";
import type { Mine } from "../mine";
import { attacksIn, fineIn } from "../shared";

export const attackOf = attacksIn("r3");
export const fine = fineIn("r3");

/** The account of streams that another team owns. */
export const OTHER_ACCOUNT = "999988887777";

/** A stream of the other account. */
export const foreignArn = (name: string, region = "ap-south-1"): string =>
  `arn:aws:kinesis:${region}:${OTHER_ACCOUNT}:stream/${name}`;

/** A KMS key of the stage's own account, which another stack made. */
export const KEY_ARN = "arn:aws:kms:ap-south-1:123456789012:key/11111111-2222-3333-4444-555555555555";

type StreamOfStage = PipelineArgs["streams"][number];

export interface PipelineParts {
  /** What each stream's settings say beside their defaults. */
  readonly streams: readonly (Partial<StreamOfStage> & Pick<StreamOfStage, "name">)[];
  /** Other arguments and options, by the resource's name behind the pipeline's. */
  readonly changes?: Readonly<Record<string, { readonly props?: Change; readonly options?: Change }>>;
  readonly args?: Partial<PipelineArgs>;
}

/** A whole pipeline more, beside the others, whose streams have any of the stage's settings. */
export function pipelineWith(b: Mine, { streams, changes = {}, args = {} }: PipelineParts): Pipeline {
  const settings = loadSettings();
  const made = new Set<string>();
  const transform: ResourceTransformation = ({ type, name: whole, props, opts }) => {
    const key = whole.slice(b.name.length + 1);
    const change = changes[key];
    if (!type.startsWith("aws:") || !change) return undefined;
    made.add(key);
    return { props: changed(props, change.props), opts: changed(opts as Record<string, unknown>, change.options) };
  };
  const pipeline = new Pipeline(
    b.name,
    {
      ...settings,
      region: b.region,
      service: b.name,
      connector: { ...settings.connector, streamname: streams.find((one) => one.default)?.name ?? streams[0]!.name },
      streams: streams.map((stream) => ({ ...settings.streams[0]!, ...stream })),
      ...args,
    },
    { transformations: [transform] },
  );
  const missing = Object.keys(changes).filter((key) => !made.has(key));
  if (missing.length > 0) throw new Error(`${b.name} changes what the pipeline does not have: ${missing.join(", ")}`);
  return pipeline;
}

/** Other text of the connector's file. @throws Error when it is not there, because the file has changed */
export const fileWith = (change: (text: string) => string) => ({
  props: (given: Readonly<Record<string, unknown>>) => ({
    ...given,
    secretString: pulumi.output(given.secretString as pulumi.Output<string>).apply((text) => {
      const other = change(text);
      if (other === text) throw new Error(`nothing is changed in ${text}`);
      return other;
    }),
  }),
});
