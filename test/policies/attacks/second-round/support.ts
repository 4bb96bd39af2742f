import type { ResourceTransformation } from "@pulumi/pulumi";

import { Pipeline } from "../../../../components/pipeline";
import { loadSettings } from "../../../../config/load";
import { type Change, changed, type Props } from "../harness/attack";
import type { Mine } from "../mine";
import { attacksIn } from "../shared";

export const attackOf = attacksIn("r2");

/** Other values of one resource's arguments. */
export const props = (change: Change) => ({ props: change });

/** Adds values to what the program gives. */
export const set = (values: Props) => props((given) => ({ ...given, ...values }));

export interface OtherPipeline {
  /** What its resources' names begin with. */
  readonly name: string;
  readonly region: string;
  /** @defaultValue one stream of the pipeline's name */
  readonly streams?: readonly string[];
  /** Other arguments and options, by the resource's name behind `<name>-`. */
  readonly changes?: Readonly<Record<string, { readonly props?: Change; readonly options?: Change }>>;
}

/** A whole pipeline more, in any region, with as many streams as wanted. */
export function otherPipeline({ name, region, streams = [name], changes = {} }: OtherPipeline): Pipeline {
  const settings = loadSettings();
  const transform: ResourceTransformation = ({ type, name: whole, props: given, opts }) => {
    const change = changes[whole.slice(name.length + 1)];
    if (!type.startsWith("aws:") || !change) return undefined;
    return {
      props: changed(given, change.props),
      opts: changed(opts as Record<string, unknown>, change.options),
    };
  };
  return new Pipeline(
    name,
    {
      ...settings,
      region,
      service: name,
      connector: { ...settings.connector, streamname: streams[0]! },
      streams: streams.map((stream) => ({ ...settings.streams[0]!, name: stream })),
    },
    { transformations: [transform] },
  );
}

/** A pipeline of two streams, beside the others. */
export const twoStreams = (b: Mine, changes: NonNullable<OtherPipeline["changes"]>): Pipeline =>
  otherPipeline({ name: b.name, region: b.region, streams: [`${b.name}-a`, `${b.name}-b`], changes });
