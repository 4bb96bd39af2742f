import type { Output, Resource } from "@pulumi/pulumi";

import type { PipelineSummary } from "../../../../components/outputs";

export type Props = Readonly<Record<string, unknown>>;

/** Where a resource is added: beside which pipeline, and under which name. */
export interface Beside {
  readonly name: string;
  readonly region: string;
  readonly pipeline: PipelineSummary;
  readonly connectorConfig: Output<string>;
}

/**
 * One change of the real program, and the rules that must find it: other arguments or options of one of its resources, or,
 * for what it has nothing of, the program plus one resource.
 */
export interface Mutation {
  /** The regions stand for whole pipelines: each region has mutations of its own. */
  readonly region: string;
  /** The resource's name behind `ingest-<region>-`. */
  readonly resource: string;
  readonly props?: (props: Props) => Props;
  readonly options?: Props;
  /** Makes the resource that the program does not have. */
  readonly add?: (beside: Beside) => Resource;
  /** Another connector's file as the region's output. */
  readonly output?: (connectorConfig: string) => string;
  /** The rules that find it on this resource, each as often as it finds something. */
  readonly found: readonly string[];
  /** What else comes of it, by resource. */
  readonly also?: Readonly<Record<string, readonly string[]>>;
}

/** Adds values to what the program gives a resource. */
export const set = (values: Props) => (props: Props) => ({ ...props, ...values });
/** The tags that the configuration asks for. */
export const tags = { service: "orders", stage: "dev" };
/** The regions of the mutated program. */
export const [A, B, C, D] = ["ap-south-1", "eu-west-1", "us-east-1", "eu-central-1"] as const;
/** What holds the outputs. */
export const STACK = "aerospike-kinesis-dev";

/** The mutation's finding by resource, as `region resource rule`. */
export function expectedOf(mutations: readonly Mutation[]): readonly string[] {
  return mutations
    .flatMap(({ region, resource, found, also = {} }) =>
      Object.entries({ [resource]: found, ...also }).flatMap(([on, rules]) =>
        rules.map((rule) => `${on === STACK ? on : `ingest-${region}-${on}`} ${rule}`),
      ),
    )
    .sort();
}
