import type { Provider } from "./provider";
import { explainAwsErrors } from "./provider";

/** A change of one resource that the engine asks the provider for. Previews and reads are none. */
export interface ResourceChange {
  readonly operation: "create" | "update" | "delete";
  /** Pulumi's type token, e.g. `aws:kinesis/stream:Stream`. */
  readonly type: string;
  readonly urn: string;
  /** AWS's id of the resource. Undefined before a creation. */
  readonly id: string | undefined;
}

/** What happens around the changes of resources: for faults of AWS's own APIs, and to act at a known moment. */
export interface ChangeHooks {
  /**
   * Runs before AWS gets the change. While its promise is pending, AWS has not got the change.
   * @throws AwsError as AWS's answer; the change is then not made
   */
  readonly beforeChange?: (change: ResourceChange) => void | Promise<void>;
  /**
   * Runs when AWS has made the change. While its promise is pending, the engine does not know of the change.
   * @throws AwsError as the answer that the engine gets in spite of the change
   */
  readonly afterChange?: (change: ResourceChange) => void | Promise<void>;
}

const DOING = { create: "creating", update: "updating", delete: "deleting" } as const;

/**
 * A provider that runs hooks around each change.
 * @param provider makes the changes
 * @param hooks run around them
 * @returns the provider with hooks
 */
export function withChangeHooks(provider: Provider, { beforeChange, afterChange }: ChangeHooks): Provider {
  async function around<T>(change: ResourceChange, make: () => Promise<T>, idOf = (_made: T) => change.id): Promise<T> {
    const answer = <U>(run: () => Promise<U>): Promise<U> =>
      explainAwsErrors(DOING[change.operation], change.type, run);
    await answer(async () => beforeChange?.(change));
    const made = await make();
    await answer(async () => afterChange?.({ ...change, id: idOf(made) }));
    return made;
  }
  return {
    ...provider,
    create: (type, inputs, urn = "") =>
      around(
        { operation: "create", type, urn, id: undefined },
        () => provider.create(type, inputs, urn),
        ({ id }) => id,
      ),
    update: (type, id, inputs, known, urn = "") =>
      around({ operation: "update", type, urn, id }, () => provider.update(type, id, inputs, known)),
    delete: (type, id, known, urn = "") =>
      around({ operation: "delete", type, urn, id }, () => provider.delete(type, id, known)),
  };
}
