import { type Environment, LOWERCASE_AND_DIGITS } from "../environment";
import type { Properties, Resource, ResourceModel } from "../resource";
import type { Provider } from "./provider";
import { inventOutputs } from "./stand-in-outputs";
import { splitUnmodelled } from "./unmodelled";
import { withoutNotes } from "./values";

/** What the local AWS did not make, so that something stands in for it. */
export interface StandIn {
  readonly urn: string;
  /**
   * `type`: the type is not modelled. `properties`: the properties that `details` names are not; the rest of the resource
   * is as always. `refused`: in the words of `details`. `follows`: the same, of a
   * resource that refers to a stand-in, so the stand-in may be the reason.
   */
  readonly reason: "type" | "properties" | "refused" | "follows";
  readonly details?: string;
}

/** What stand-ins are made with. */
export interface StandInOptions {
  readonly models: readonly ResourceModel[];
  readonly accountId: string;
  readonly environment: Environment;
  /** Is told of each stand-in when it is made. */
  readonly onStandIn: (standIn: StandIn) => void;
}

/**
 * A provider that takes every resource, for a run that must reach its end so that a policy pack sees all. What the
 * provider does not model or refuses gets a made-up id and ARN. It does nothing.
 * @param provider that makes what it models
 * @param options of the stand-ins
 * @returns the provider with stand-ins
 */
export function withStandIns(provider: Provider, options: StandInOptions): Provider {
  const { accountId, environment, onStandIn } = options;
  const byType = new Map(options.models.map((model) => [model.type, model]));
  const made = new Set<string>();
  let region = "us-east-1";

  const standFor = (type: string, inputs: Properties): Resource => {
    const id = environment.randomString(17, LOWERCASE_AND_DIGITS);
    made.add(id);
    const own = typeof inputs.region === "string" ? inputs.region : region;
    return { id, outputs: inventOutputs({ type, region: own, accountId, id, inputs: withoutNotes(inputs) }) };
  };
  /** The reason why a resource is refused may be that another is only made up. */
  const follows = (inputs: Properties): boolean => {
    const text = JSON.stringify(inputs);
    return [...made].some((id) => text.includes(id));
  };
  const isStandIn = (id: string): boolean => made.has(id);

  return {
    ...provider,
    configure: (config) => {
      if (typeof config.region === "string") region = config.region;
      provider.configure(config);
    },
    create: async (type, inputs, urn = "") => {
      const model = byType.get(type);
      if (model === undefined) {
        onStandIn({ urn, reason: "type" });
        return standFor(type, inputs);
      }
      const { modelled, rest, names } = splitUnmodelled(model, inputs);
      if (names.length > 0) onStandIn({ urn, reason: "properties", details: names.join(", ") });
      try {
        const { id, outputs } = await provider.create(type, modelled, urn);
        return { id, outputs: { ...outputs, ...rest } };
      } catch (error) {
        onStandIn({ urn, reason: follows(inputs) ? "follows" : "refused", details: (error as Error).message });
        return standFor(type, inputs);
      }
    },
    read: (type, id, known, inputs) =>
      isStandIn(id) ? Promise.resolve({ id, outputs: known, inputs }) : provider.read(type, id, known, inputs),
    update: async (type, id, inputs, known) => {
      const model = byType.get(type);
      if (model === undefined || isStandIn(id)) return { ...known, ...withoutNotes(inputs) };
      const { modelled, rest } = splitUnmodelled(model, inputs);
      return { ...(await provider.update(type, id, modelled, known)), ...rest };
    },
    delete: (type, id, known) => (isStandIn(id) ? Promise.resolve() : provider.delete(type, id, known)),
  };
}
