import type { CustomResource, Output } from "@pulumi/pulumi";

import type { ApiModel } from "../../../../components/api/model";
import type { PipelineSummary } from "../../../../components/outputs";

/** A resource's arguments, or its options, as the program gives them. */
export type Props = Readonly<Record<string, unknown>>;

/** Other values for some properties, or all of them made from the old ones. */
export type Change = Props | ((props: Props) => Props);

/** One pipeline that an attack or a control case changes. Names of resources are those behind `<pipeline>-`. */
export interface Target {
  /** Changes the arguments, and the options, of one resource, such as `api-post-integration`. The stream is `stream`. */
  readonly change: (resource: string, props: Change, options?: Change) => void;
  /** Changes what the API is made of: this can also take methods and responses away, which `change` cannot. */
  readonly model: (change: (model: ApiModel) => ApiModel) => void;
  /**
   * Makes a resource more, once the pipeline stands.
   * @param make is given the resource's whole name
   */
  readonly add: (resource: string, make: (name: string, beside: Beside) => unknown) => void;
  /** Makes an output of the stack, whose name begins with the pipeline's. */
  readonly output: (name: string, value: (beside: Beside) => unknown) => void;
}

/** The pipeline that stands. */
export interface Beside {
  readonly region: string;
  /** Name of the pipeline's stream, its service and its component. */
  readonly pipelineName: string;
  readonly pipeline: PipelineSummary;
  readonly connectorConfig: Output<string>;
  /** The tags that stage prod asks for. */
  readonly tags: Readonly<Record<string, string>>;
  /** A resource of the pipeline, such as `api-deployment`, to take an id from. */
  readonly resource: (name: string) => CustomResource;
}

/** A change of the program, on a pipeline of its own. */
export interface Case {
  /** Lower-case letters, digits and `-`; also the name of the pipeline. */
  readonly name: string;
  /**
   * `update`: what only an update knows, such as an ARN, is what is wrong.
   * @defaultValue preview
   */
  readonly phase?: Phase;
  /** Whether its batch holds this pipeline alone: others would make the rules see what is not there. */
  readonly alone?: boolean;
  /** Whether it changes nothing and only adds: it is put beside a pipeline that all such cases share, and costs less. */
  readonly beside?: boolean;
  readonly apply: (target: Target) => void;
}

export type Phase = "preview" | "update";

/** A change that breaks a promise. */
export interface Attack extends Case {
  readonly kind: string;
  /** The promise that it breaks, in one sentence. */
  readonly breaks: string;
  /** Which kind of rule should see it, in words. */
  readonly expect: string;
  /** The rules that see it, where another one could find something on the same resource. @defaultValue any rule */
  readonly rules?: readonly string[];
  /** Resources on which a finding counts, too, beside those that the attack changes or adds. */
  readonly at?: readonly string[];
  /** Rules whose finding on it says something else, and does not count. */
  readonly otherRules?: readonly string[];
  /** Whether nobody can read it, so that the note on what is not judged has to name it. */
  readonly note?: boolean;
}

/** A harmless change, which no rule may find. */
export interface Control extends Case {
  readonly harmless: string;
}

/** What `change` makes of arguments or options. */
export const changed = (props: Props, change: Change | undefined): Props =>
  typeof change === "function" ? change(props) : { ...props, ...change };

/** @returns a resource's name in the program; the stream's holds the stream's own name */
export const wholeName = (pipeline: string, resource: string): string =>
  `${pipeline}-${resource === "stream" ? `stream-${pipeline}` : resource}`;

/** What a case wants done to its pipeline; resources by their whole names. */
export interface Plan {
  readonly changes: ReadonlyMap<string, readonly { readonly props: Change; readonly options: Change | undefined }[]>;
  readonly models: readonly ((model: ApiModel) => ApiModel)[];
  readonly added: ReadonlyMap<string, (beside: Beside) => unknown>;
  readonly outputs: ReadonlyMap<string, (beside: Beside) => unknown>;
}

/** @returns what a case does, without a program */
export function planOf({ name, apply }: Case): Plan {
  const changes = new Map<string, { props: Change; options: Change | undefined }[]>();
  const models: ((model: ApiModel) => ApiModel)[] = [];
  const added = new Map<string, (beside: Beside) => unknown>();
  const outputs = new Map<string, (beside: Beside) => unknown>();
  apply({
    change: (resource, props, options) => {
      const whole = wholeName(name, resource);
      changes.set(whole, [...(changes.get(whole) ?? []), { props, options }]);
    },
    model: (change) => void models.push(change),
    add: (resource, make) =>
      void added.set(wholeName(name, resource), (beside) => make(wholeName(name, resource), beside)),
    output: (output, value) => void outputs.set(`${name}-${output}`, value),
  });
  return { changes, models, added, outputs };
}

/** @returns whether a name is of a resource, or an output, on which a finding of the attack counts */
export function isAttackedBy(attack: Attack): (name: string) => boolean {
  const { changes, added, outputs } = planOf(attack);
  const others = (attack.at ?? []).map((resource) => wholeName(attack.name, resource));
  const names = new Set([...changes.keys(), ...added.keys(), ...outputs.keys(), ...others]);
  // What is added may be several resources, whose names begin with the first's.
  return (name) => names.has(name) || [...added.keys()].some((resource) => name.startsWith(`${resource}-`));
}
