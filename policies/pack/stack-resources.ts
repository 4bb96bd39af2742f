import type { PolicyResource } from "@pulumi/policy";
import type { AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";

import type { SdkPolicy } from "./meta-policy";

/**
 * The resources of a stack, unpacked once for all stack policies. The SDK unpacks them anew for each policy, which was most of
 * what a pack cost in a stack of many regions. Here its loop over them is empty from the second policy on, and the pack uses
 * those of the first.
 */
export class StackResources {
  #unpacked: PolicyResource[] = [];
  #count = 0;

  /**
   * Begins a run of the stack policies.
   * @param request As the engine sends it. It is changed: its resources can be walked through once.
   */
  begin(request: AnalyzeStackRequest): void {
    const all = request.getResourcesList();
    const walk = all.values();
    this.#unpacked = [];
    this.#count = all.length;
    request.getResourcesList = () => Object.assign([...all], { [Symbol.iterator]: () => walk });
  }

  /**
   * Gives a policy the resources to judge.
   * @param given What the SDK has for the policy.
   * @returns All resources of the stack.
   * @throws Error if they are not all there: another SDK walks through them in another way. It ends the run, so that nothing
   *   passes unjudged.
   */
  allOf(given: PolicyResource[]): PolicyResource[] {
    if (given.length > 0) this.#unpacked = given;
    if (this.#unpacked.length !== this.#count) {
      throw new Error(`expected ${this.#count} resources from @pulumi/policy, got ${this.#unpacked.length}`);
    }
    return this.#unpacked;
  }
}

/**
 * Gives every stack policy all resources of the stack, also one that needs none: the first that runs has what the SDK
 * unpacked, and which one is first, the configuration decides.
 * @param resources Gives all, by what the SDK gives a policy; undefined if that is all.
 * @param policies Of the pack.
 * @returns The same policies.
 */
export const withResources = (
  resources: StackResources["allOf"] | undefined,
  policies: readonly SdkPolicy[],
): SdkPolicy[] =>
  policies.map((policy) => {
    if (resources === undefined || !("validateStack" in policy)) return policy;
    const { validateStack } = policy;
    const withAll: typeof validateStack = (args, report) =>
      validateStack({ ...args, resources: resources(args.resources) }, report);
    return { ...policy, validateStack: Object.assign(withAll, validateStack) };
  });
