import type { AnalyzeRequest } from "@pulumi/pulumi/proto/analyzer_pb";

import type { SdkPolicy } from "./meta-policy";

/** Says whether a function of a policy can find anything on a type of resource. */
const JUDGES = Symbol("judges");

/** A function of a policy on single resources. The SDK's own mark is the one type that it is for. */
interface Marked {
  readonly __pulumiType?: string;
  readonly [JUDGES]?: (type: string) => boolean;
}

/**
 * Marks the function of a policy on single resources with the types that it judges.
 * @param validate the function; it is changed
 * @param judges whether it can find anything on a resource of this type
 * @returns the same function
 */
export const judging = <F extends object>(validate: F, judges: (type: string) => boolean): F =>
  Object.assign(validate, { [JUDGES]: judges });

/**
 * The policies of a pack, as the SDK walks through them for each request of the engine. For each policy it prepares the
 * resource anew, also for one that then finds nothing to judge. Here it walks through those alone whose answer counts.
 */
export class PolicyWalk {
  /** What the SDK takes as the pack's policies. */
  readonly policies: SdkPolicy[];
  readonly #all: readonly SdkPolicy[];
  readonly #byType = new Map<string, readonly SdkPolicy[]>();
  #next: readonly SdkPolicy[] | undefined;

  /**
   * @param all policies of the pack
   */
  constructor(all: readonly SdkPolicy[]) {
    this.#all = all;
    this.policies = Object.assign([...all], {
      [Symbol.iterator]: () => {
        const walked = this.#next ?? all;
        this.#next = undefined;
        return walked.values();
      },
    });
  }

  /**
   * Has the SDK walk through the policies that have an answer on a resource, when it takes up the request.
   * @param request to analyze one resource; it is changed
   */
  narrowToType(request: AnalyzeRequest): void {
    const type = request.getType();
    this.#narrow(request, type, () => {
      const answering = this.#byType.get(type) ?? this.#all.filter((policy) => hasAnswer(policy, type));
      this.#byType.set(type, answering);
      return answering;
    });
  }

  /**
   * Has the SDK walk through no policy, when it takes up the request.
   * @param request to mend one resource, where no policy mends; it is changed
   */
  narrowToNone(request: AnalyzeRequest): void {
    this.#narrow(request, request.getType(), () => []);
  }

  /**
   * The SDK reads the type and begins its walk in one go. If another SDK does not, the walk is through all policies: what is
   * narrowed here ends with the microtask, so no request can have the policies of another.
   */
  #narrow(request: AnalyzeRequest, type: string, some: () => readonly SdkPolicy[]): void {
    request.getType = () => {
      this.#next = some();
      queueMicrotask(() => {
        this.#next = undefined;
      });
      return type;
    };
  }
}

/**
 * Whether the SDK's answer on a type has anything of a policy: a finding, or that it is for one other type.
 */
function hasAnswer(policy: SdkPolicy, type: string): boolean {
  if ("validateStack" in policy) return false;
  const { __pulumiType, [JUDGES]: judges } = (policy.validateResource ?? {}) as Marked;
  return __pulumiType !== undefined || (judges?.(type) ?? true);
}
