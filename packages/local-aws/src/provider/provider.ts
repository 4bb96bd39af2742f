import type { Environment } from "../environment";
import { AwsError, isNotFound } from "../errors";
import type { Properties, Resource, ResourceModel } from "../resource";
import { type Naming, withName } from "./autoname";
import { type Difference, difference, differenceOfInputs } from "./diff";
import { fieldsOf, parseInputs, sourceFolderOf } from "./inputs";
import { plan } from "./plan";
import { importResource, type ReadResource, refreshResource, withBlanks } from "./read";
import { UNKNOWN, withoutNotes } from "./values";

/**
 * What the engine asks of a provider, in plain values. Secrets arrive unwrapped, as at the real provider: the engine
 * marks an output secret again where the input of that name was.
 */
export interface Provider {
  /** Takes the `aws:` configuration; only `region` matters here. The account is always this local AWS's own. */
  configure(config: Properties): void;
  /** Fills the name; refuses no value, so that policies can judge each at preview. */
  check(type: string, inputs: Properties, naming: Naming): Properties;
  diff(type: string, state: Properties, before: Properties, after: Properties): Difference;
  /**
   * @param urn of the resource, by which the engine names it
   * @throws Error saying what AWS refuses, with every problem of the inputs at once
   */
  create(type: string, inputs: Properties, urn?: string): Promise<Resource>;
  /** The outputs that are known before a create; those that AWS computes are {@link UNKNOWN}. */
  previewCreate(type: string, inputs: Properties): Properties;
  /**
   * The resource as it is now, or undefined if it is gone.
   * @param known its outputs; empty if it is imported, with the id that the AWS package documents for that
   * @param inputs of the last `pulumi up`
   */
  read(type: string, id: string, known: Properties, inputs: Properties): Promise<ReadResource | undefined>;
  update(type: string, id: string, inputs: Properties, known: Properties, urn?: string): Promise<Properties>;
  previewUpdate(type: string, inputs: Properties, known: Properties): Properties;
  delete(type: string, id: string, known: Properties, urn?: string): Promise<void>;
  /** The outputs of a type that are secret whatever its inputs are. */
  secretOutputs(type: string): readonly string[];
}

/** The region of a program that sets neither `aws:region` nor a resource's own. */
const DEFAULT_REGION = "us-east-1";

/**
 * A provider for package `aws` over these resource types.
 * @param models all types that it knows
 * @param environment the source of random digits in names
 * @returns the provider, for region us-east-1 until it is configured
 */
export function createProvider(models: readonly ResourceModel[], environment: Environment): Provider {
  const byType = new Map(models.map((model) => [model.type, model]));
  let region = DEFAULT_REGION;

  const modelOf = (type: string): ResourceModel => {
    const model = byType.get(type);
    if (model === undefined) {
      throw new Error(
        `the local AWS does not model ${type}: add it in ${sourceFolderOf(type)}resources/ and list it in the index.ts there`,
      );
    }
    return model;
  };
  const withRegion = (model: ResourceModel | undefined, inputs: Properties): Properties =>
    model !== undefined && "region" in fieldsOf(model) ? { region, ...inputs } : inputs;
  const parseWithRegion = (model: ResourceModel, inputs: Properties): Properties =>
    parseInputs(model, withRegion(model, withoutNotes(inputs)));

  return {
    configure: (config) => {
      region = typeof config.region === "string" ? config.region : DEFAULT_REGION;
    },
    check: (type, inputs, naming) => withName(byType.get(type), inputs, naming, environment),
    diff: (type, state, before, after) => {
      const model = byType.get(type);
      return model === undefined
        ? differenceOfInputs(before, after)
        : difference(model, state, withRegion(model, after));
    },
    create: (type, inputs) =>
      explainAwsErrors("creating", type, async () => {
        const model = modelOf(type);
        const { id, outputs } = await model.create(parseWithRegion(model, inputs));
        return { id, outputs: withBlanks(model, outputs) };
      }),
    previewCreate: (type, inputs) => {
      const model = byType.get(type);
      const known = withRegion(model, withoutNotes(inputs));
      if (model === undefined) return known;
      const computed = Object.fromEntries([...(model.computed ?? []), ...unsetNames(model, known)].map(toUnknown));
      return { ...plan(model, {}, known), ...computed, ...known };
    },
    read: (type, id, known, inputs) =>
      explainAwsErrors("reading", type, () => {
        const model = modelOf(type);
        const isImport = Object.keys(known).length === 0;
        return isImport ? importResource(model, id, region) : refreshResource(model, id, known, inputs);
      }),
    update: (type, id, inputs, known) =>
      explainAwsErrors("updating", type, async () => {
        const model = modelOf(type);
        const planned = plan(model, known, withRegion(model, withoutNotes(inputs)));
        return withBlanks(model, await model.update(id, parseInputs(model, planned), known));
      }),
    previewUpdate: (type, inputs, known) => {
      const model = byType.get(type);
      const next = withRegion(model, withoutNotes(inputs));
      if (model === undefined) return { ...known, ...next };
      const computed = Object.entries(known).filter(([name]) => !(name in fieldsOf(model)));
      return { ...Object.fromEntries(computed), ...plan(model, known, next) };
    },
    delete: (type, id, known) =>
      explainAwsErrors("deleting", type, async () => {
        try {
          await modelOf(type).delete(id, known);
        } catch (error) {
          // The real provider takes a resource that is gone already for deleted, as after a destroy that was interrupted.
          // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kinesis/stream.go
          // (resourceStreamDelete)
          if (!isNotFound(error)) throw error;
        }
      }),
    secretOutputs: (type) => byType.get(type)?.secretOutputs ?? [],
  };
}

/** The inputs whose values only AWS knows while the program does not set them. */
function unsetNames({ kept = [] }: ResourceModel, inputs: Properties): readonly string[] {
  return kept.filter((name) => !name.includes(".") && inputs[name] === undefined);
}

const toUnknown = (name: string): readonly [string, unknown] => [name, UNKNOWN];

/**
 * Says of an error of AWS at which resource it came.
 * @param doing e.g. `creating`
 * @param type of the resource
 * @param run what AWS may refuse
 * @returns what `run` returns
 * @throws Error `<doing> <type>: <AWS's error type>: <its message>` in the place of an AwsError
 */
export async function explainAwsErrors<T>(doing: string, type: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof AwsError ? new Error(`${doing} ${type}: ${error.type}: ${error.message}`) : error;
  }
}
