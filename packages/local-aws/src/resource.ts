import type { z } from "zod";

/** The values of a resource's properties, by name, as the Pulumi AWS package spells them. */
export type Properties = Record<string, unknown>;

/**
 * One resource type of the Pulumi AWS package, as the local AWS models it. A service's file lists its types; the
 * provider (provider.ts) turns them into what the engine calls.
 */
export interface ResourceModel<Inputs extends Properties = Properties> {
  /** Pulumi's type token, e.g. `aws:kinesis/stream:Stream`. */
  readonly type: string;
  /**
   * The properties and values that AWS takes, with AWS's defaults; a strict object, so that what is not modelled is
   * refused. Checked in create and update, never in check: a policy must be able to judge a bad value at preview.
   */
  readonly inputs: z.ZodType<Inputs>;
  /** Properties whose change makes the real provider replace the resource. `region` replaces everywhere it exists. */
  readonly replaceOn: readonly (keyof Inputs & string)[];
  /**
   * Optional inputs that the real provider leaves as they are on AWS while the program does not set them; `a.b` stands
   * for `b` within `a`. They are "Optional and Computed" in Terraform; in the AWS package, their output is not
   * `| undefined`. For any other optional input that the program does not set, the real provider plans its own default
   * or nothing: where AWS has another value, every preview shows a change.
   */
  readonly kept?: readonly string[];
  /** What the real provider reads of a property where AWS has nothing, such as `""`. */
  readonly blank?: Properties;
  /** Inputs that AWS does not give back. They stay as the program set them; an import does not know them. */
  readonly unread?: readonly (keyof Inputs & string)[];
  /**
   * What the id of an import consists of: names of properties, `id` for the resource's own id, and what separates them,
   * e.g. `restApi/stageName`. The documentation of the type in the AWS package says it.
   */
  readonly importId: string;
  /** The id of a resource with these properties, unless `importId` has it. */
  readonly idOf?: (properties: Properties) => string;
  /** Set if the real provider deletes the old resource before it makes the new one, because AWS has room for one of them only. */
  readonly deleteBeforeReplace?: true;
  /** The property that the real provider fills with `<prefix><logical name>-<7 random hex digits>` when it is absent. */
  readonly autoname?: {
    readonly property: keyof Inputs & string;
    readonly maxLength: number;
    readonly prefix?: string;
  };
  /** Outputs that the real provider marks secret. */
  readonly secretOutputs?: readonly string[];
  /** Outputs that AWS computes, besides the id: a preview of a create shows them as unknown. */
  readonly computed?: readonly string[];
  /** @throws AwsError as the service's control plane answers */
  create(inputs: Inputs): Promise<Resource>;
  /**
   * The present outputs, or undefined if the resource is gone. An import knows only what `importId` names, and the region.
   */
  read(id: string, known: Properties): Promise<Properties | undefined>;
  /** Changes in place what `replaceOn` does not name. @returns the new outputs */
  update(id: string, inputs: Inputs, known: Properties): Promise<Properties>;
  delete(id: string, known: Properties): Promise<void>;
}

/** A resource that was made: its id, and every property that the real provider would output. */
export interface Resource {
  readonly id: string;
  readonly outputs: Properties;
}

/**
 * A type among others: its inputs checked here, against its own schema, and by name only from then on.
 * @param model of the type, with its own type of inputs
 * @returns the same model
 */
export function defineResource<Inputs extends Properties>(model: ResourceModel<Inputs>): ResourceModel {
  return model as unknown as ResourceModel;
}
