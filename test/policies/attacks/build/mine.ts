import { CustomResource, type Output } from "@pulumi/pulumi";

import type { Attack, Beside, Change, Control, Phase } from "../harness/attack";

/** What a case adds resources beside. */
export interface Mine extends Beside {
  /** What the names of the resources begin with. */
  readonly name: string;
  /** The pipeline's only stream. */
  readonly stream: string;
  /** Secret: the API key's value. */
  readonly apiKey: Output<string>;
}

export interface Parts {
  readonly name: string;
  /** Other arguments of the pipeline's resources. */
  readonly changes?: Readonly<Record<string, { readonly props?: Change; readonly options?: Change }>>;
  /** Makes more resources. */
  readonly add?: (beside: Mine) => unknown;
  readonly outputs?: Readonly<Record<string, (beside: Mine) => unknown>>;
  /** Whether it needs a pipeline of its own, though it changes none of its resources. */
  readonly own?: boolean;
  /** @defaultValue preview if it only changes arguments; update if it makes something, which may hold what a preview does not know */
  readonly phase?: Phase;
}

function caseOf({
  name,
  changes,
  add,
  outputs,
  own = false,
  phase,
}: Parts): Omit<Attack, "kind" | "breaks" | "expect"> {
  const within = (beside: Beside): Mine => ({
    ...beside,
    name: `${name}-made`,
    stream: beside.pipelineName,
    apiKey: beside.connectorConfig.apply((text) => /x-api-key: "([^"]+)"/.exec(text)![1]!),
  });
  return {
    name,
    phase: phase ?? (add || outputs ? "update" : "preview"),
    ...(!changes && !own && { beside: true }),
    apply: (target) => {
      for (const [resource, { props = {}, options }] of Object.entries(changes ?? {})) {
        target.change(resource, props, options);
      }
      if (add) target.add("made", (_, beside) => add(within(beside)));
      for (const [output, value] of Object.entries(outputs ?? {})) {
        target.output(output, (beside) => value(within(beside)));
      }
    },
  };
}

type Words = Pick<Attack, "kind" | "breaks" | "expect" | "note" | "otherRules">;

/** An attack of changed arguments, more resources, or outputs. */
export const mine = ({ kind, breaks, expect, note = false, otherRules = [], ...parts }: Parts & Words): Attack => ({
  ...caseOf(parts),
  kind,
  breaks,
  expect,
  note,
  otherRules,
});

/** The same of a harmless change. Its name begins with the round in which it was written, such as `r5-fine-`. */
export const fine = (name: string, harmless: string, parts: Omit<Parts, "name">): Control => ({
  ...caseOf({ name, ...parts }),
  harmless,
});

/** A resource of a package that the project does not have. */
export class Foreign extends CustomResource {}

/** A harmless change of the pipeline, in steps. */
export const control = (name: string, harmless: string, apply: Control["apply"]): Control => ({
  name,
  harmless,
  apply,
});
