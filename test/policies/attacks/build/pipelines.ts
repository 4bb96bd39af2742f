import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import type { ResourceTransformation } from "@pulumi/pulumi";
import * as pulumi from "@pulumi/pulumi";

import { Pipeline, type PipelineArgs } from "../../../../components/pipeline";
import { loadSettings } from "../../../../config/load";
import { type Change, changed } from "../harness/attack";
import { INTEGRATION, props, replaced, set, templates } from "./changes";
import { fileWith } from "./connector-file";
import { allow, KEY_ARN, policyOf } from "./documents";
import type { Mine } from "./mine";

type StreamOfStage = PipelineArgs["streams"][number];

/** Where a pipeline is made, and what its resources' names begin with. */
type Place = Pick<Mine, "name" | "region">;

interface PipelineParts {
  /** What each stream's settings say beside their defaults. */
  readonly streams: readonly (Partial<StreamOfStage> & Pick<StreamOfStage, "name">)[];
  /** Other arguments and options, by the resource's name behind the pipeline's. */
  readonly changes?: Readonly<Record<string, { readonly props?: Change; readonly options?: Change }>>;
  readonly args?: Partial<PipelineArgs>;
}

/** A whole pipeline more, beside the others or in another region, whose streams have any of the stage's settings. */
export function pipelineWith(b: Place, { streams, changes = {}, args = {} }: PipelineParts): Pipeline {
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

/** A pipeline of two streams, `a` and `b`; another text chooses among them. */
export const chosenBy = (b: Mine, text: (a: string, b: string) => string, which = (type: string) => type !== "") =>
  pipelineWith(b, {
    streams: [{ name: `${b.name}-a` }, { name: `${b.name}-b` }],
    changes: {
      [INTEGRATION]: props(
        templates(
          replaced(
            ["a", "b"]
              .map((end) => `#if($requested == '${b.name}-${end}')#set($stream = '${b.name}-${end}')#end`)
              .join("\n"),
            text(`${b.name}-a`, `${b.name}-b`),
          ),
          which,
        ),
      ),
    },
  });

/** A pipeline of two streams, beside the others. */
export const twoStreams = (b: Place, changes: NonNullable<PipelineParts["changes"]>): Pipeline =>
  pipelineWith(b, { streams: [{ name: `${b.name}-a` }, { name: `${b.name}-b` }], changes });

/** A pipeline of two streams and their routes; the file is changed afterwards. */
export const routed = (b: Mine, change?: (text: string) => string) =>
  pipelineWith(b, {
    streams: [
      { name: `${b.name}-rest`, default: true },
      { name: `${b.name}-shop`, namespaces: ["shop"], sets: { users: ["basket"] }, acceptDeletesInOtherStream: true },
    ],
    ...(change && { changes: { "connector-version": fileWith(change) } }),
  });

/** Another text of its file. */
export const inRoutes = (change: (text: string) => string) => ({
  at: [INTEGRATION],
  add: (b: Mine) => routed(b, change),
});

/** A pipeline whose stream has a key, and a role policy more. */
export const withPolicy = (b: Mine, ...statements: object[]) =>
  pipelineWith(b, {
    streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }],
    changes: {
      "access-role": props((given) => {
        new iam.RolePolicy(`${b.name}-more`, { role: `${b.name}-role`, policy: policyOf(...statements) });
        return { ...given, name: `${b.name}-role` };
      }),
    },
  });

/** A key of this stack that encrypts the pipeline's stream, and that the role may use. */
export const ownKey = (b: Mine, key: Partial<kms.KeyArgs>, options: object = { protect: true }) => {
  const made = new kms.Key(
    `${b.name}-kms`,
    { region: b.region, enableKeyRotation: true, deletionWindowInDays: 30, tags: b.tags, ...key },
    options,
  );
  const mayUse = allow("kms:GenerateDataKey", made.arn, {
    Condition: { StringLike: { "kms:ViaService": `kinesis.${b.region}.*` } },
  });
  return pipelineWith(b, {
    streams: [{ name: b.name }],
    changes: {
      [`stream-${b.name}`]: set({ kmsKeyId: made.arn }),
      "access-policy": props((given) => ({
        ...given,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            pulumi
              .output(given.policy as pulumi.Output<string>)
              .apply((text) => (JSON.parse(text) as { Statement: object[] }).Statement[0]!),
            mayUse,
          ],
        }),
      })),
    },
  });
};

/** Another region with a pipeline, which no other attack uses. */
export const FAR = "ap-southeast-1";
