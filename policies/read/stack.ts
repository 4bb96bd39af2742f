import type { PolicyResource } from "@pulumi/policy";

import { answerAt, isNotKnownYet, listAt, property, type Resource } from "./resource";

/** All resources of a stack, found by type. */
export interface Stack {
  readonly resources: readonly PolicyResource[];
  ofType(type: string): readonly PolicyResource[];
  /** Whether what stands at a path of the stack's outputs is kept as a secret. */
  isSecretOutput(path: string): boolean;
  /** Whether a value is, or stands in, a secret of the stack's configuration; true if nobody knows the configuration. */
  isConfiguredSecret(value: string): boolean;
  /** Whether an argument of what could hold a connector's file is known to be no secret. */
  isPlain(urn: string, property: string): boolean;
}

/**
 * Indexes the resources of one `validateStack`.
 * @param secretOutputs paths of outputs that are secret, with all below them
 * @param declared what the bodies of APIs declare. It is found by type, and is none of the stack's resources.
 * @param configuredSecrets secrets of the stack's configuration; undefined if the engine does not tell them
 * @param plainArguments arguments that could hold a connector's file and are no secrets, as `<URN> <property>`
 */
export function stackOf(
  resources: readonly PolicyResource[],
  secretOutputs: readonly string[],
  declared: readonly PolicyResource[] = [],
  configuredSecrets?: readonly string[],
  plainArguments: ReadonlySet<string> = new Set(),
): Stack {
  const byType = new Map<string, PolicyResource[]>();
  for (const resource of [...resources, ...declared]) {
    const same = byType.get(resource.type);
    if (same) same.push(resource);
    else byType.set(resource.type, [resource]);
  }
  return {
    resources,
    ofType: (type) => byType.get(type) ?? [],
    isSecretOutput: (path) => secretOutputs.some((secret) => path === secret || path.startsWith(`${secret}.`)),
    isConfiguredSecret: (value) =>
      configuredSecrets === undefined || configuredSecrets.some((secret) => secret.includes(value)),
    isPlain: (urn, property) => plainArguments.has(`${urn} ${property}`),
  };
}

/** A function of the stack that computes its answer once: thirty regions ask the same of it a thousand times. */
export function oncePerStack<T>(compute: (stack: Stack) => T): (stack: Stack) => T {
  const answers = new WeakMap<Stack, { readonly answer: T }>();
  return (stack) => {
    const known = answers.get(stack) ?? { answer: compute(stack) };
    answers.set(stack, known);
    return known.answer;
  };
}

/**
 * The same of a resource and its stack.
 * @param compute What it throws is not kept.
 * @returns A function that computes its answer once for each resource of a stack.
 */
export function oncePerResource<T>(
  compute: (resource: PolicyResource, stack: Stack) => T,
): (resource: PolicyResource, stack: Stack) => T {
  const answersIn = oncePerStack(() => new Map<PolicyResource, { readonly answer: T }>());
  return (resource, stack) => {
    const answers = answersIn(stack);
    const known = answers.get(resource) ?? { answer: compute(resource, stack) };
    answers.set(resource, known);
    return known.answer;
  };
}

/**
 * The resources a property was made from. The engine records these edges while ids are still unknown, and keeps them through
 * `up` and in the state; what a program writes as a plain string leaves none.
 */
export function sourcesOf(resource: PolicyResource, property: string, type?: string): readonly PolicyResource[] {
  const sources = resource.propertyDependencies[property] ?? [];
  return type === undefined ? sources : sources.filter((source) => source.type === type);
}

/** Whether a property of a resource is made from a resource of one of the types. */
export const isMadeFrom = (resource: PolicyResource, ...types: readonly string[]): boolean =>
  types.some((type) =>
    Object.keys(resource.propertyDependencies).some((path) => sourcesOf(resource, path, type).length > 0),
  );

/**
 * What a property that holds another resource's id points at: the id once it is known, the URNs it leads to before. Two
 * properties that point at the same thing have the same answer in the same run. Undefined if it is not set.
 */
export function referenceKey(resource: PolicyResource, property: string): string | undefined {
  const held = knownAt(resource, property);
  if (typeof held === "string") return held;
  const urns = rootsOf(resource, property).map(({ urn }) => urn);
  return urns.length > 0 ? [...new Set(urns)].sort().join(" ") : undefined;
}

/** Whether a property that holds an id points at that resource: by the id once both are known, by its roots before. */
export function pointsAt(resource: PolicyResource, property: string, candidate: PolicyResource): boolean {
  const held = knownAt(resource, property);
  const id = typeof held === "string" ? knownAt(candidate, "id") : undefined;
  if (typeof id === "string") return held === id;
  return rootsOf(resource, property).includes(candidate);
}

/** Where an id comes from in the end: an integration may take it from its method (`method.restApi`), which took it from the API. */
function rootsOf(resource: PolicyResource, property: string): readonly PolicyResource[] {
  return sourcesOf(resource, property).flatMap((source) => {
    const further = rootsOf(source, property);
    return further.length > 0 ? further : [source];
  });
}

/** A value if it is known, undefined otherwise: for comparing, where an unknown value is simply no match. */
export function knownAt(resource: Resource, path: string): unknown {
  const answer = answerAt(resource, path);
  if (!("error" in answer)) return answer.value;
  if (isNotKnownYet(answer.error)) return undefined;
  throw answer.error;
}

/**
 * One property of any value, as {@link knownAt} gives that of a resource.
 * @param holder An object, a list, or anything else.
 * @param key The property's name.
 * @returns Its value if it is known; undefined otherwise.
 */
export function knownProperty(holder: unknown, key: string): unknown {
  try {
    return property(holder, key);
  } catch (error) {
    if (isNotKnownYet(error)) return undefined;
    throw error;
  }
}

/** What is known of a list; a single value counts as a list of one. */
export function knownListAt(resource: PolicyResource, path: string): readonly unknown[] {
  try {
    return listAt(resource, path);
  } catch (error) {
    if (isNotKnownYet(error)) return [];
    throw error;
  }
}
