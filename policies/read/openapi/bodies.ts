import type { PolicyResource } from "@pulumi/policy";

import { isNotKnownYet, property, type Resource, textAt } from "../resource";
import { knownAt, pointsAt, sourcesOf } from "../stack";
import { awsType } from "../types";
import type { DeclaredResource } from "./declared";
import { readDefinition } from "./definition";
import { declaredByHttpApi, declaredByTarget, HTTP_TYPES } from "./http-api";
import type { Part } from "./part";
import { declaredByRestApi, REST_TYPES } from "./rest-api";
import { withSettingsOf } from "./settings";

/** The types that have a body, and what their bodies declare. */
const DECLARED_TYPES: Readonly<Record<string, readonly string[]>> = {
  [awsType.restApi]: REST_TYPES,
  [awsType.restApiPut]: REST_TYPES,
  [awsType.httpApi]: HTTP_TYPES,
};

/** The types that have a body. */
export const bodyTypes: readonly string[] = Object.keys(DECLARED_TYPES);

/**
 * Whether a body can declare what a rule judges.
 * @param resource Any resource.
 * @param types The types that the rule judges; undefined for all resources, which a body has none of.
 * @returns Whether the resource may have a body that declares one of them.
 */
export function canDeclare({ type: holder }: Pick<Resource, "type">, types: readonly string[] | undefined): boolean {
  const declared = DECLARED_TYPES[holder];
  return declared !== undefined && (types?.some((one) => declared.includes(one)) ?? false);
}

/**
 * The definition in a resource's body.
 * @param resource A resource of one of {@link bodyTypes}.
 * @returns The definition; undefined without a body.
 * @throws Unreadable if the body is no definition; what {@link textAt} throws for a body that is not known yet.
 */
export function definitionOf(resource: Resource): Part | undefined {
  const body = textAt(resource, "body");
  return body === undefined ? undefined : readDefinition(body);
}

/**
 * What the body of a resource declares, or the target of an HTTP API.
 * @param resource A resource of one of {@link bodyTypes}.
 * @returns The resources; none without a body and a target.
 * @throws As {@link definitionOf}.
 */
export function declaredBy(resource: Resource | PolicyResource): readonly DeclaredResource[] {
  const definition = definitionOf(resource);
  const holder = inStack(resource);
  if (definition !== undefined) return declaredIn(definition, holder);
  return holder.type === awsType.httpApi ? declaredByTarget(holder, knownAt(holder, "id")) : [];
}

/** A rule on single resources sees no edges. */
function inStack(resource: Resource | PolicyResource): PolicyResource {
  if ("propertyDependencies" in resource) return resource;
  const { type, name, urn, opts, props, provider } = resource;
  const alone = { dependencies: [], propertyDependencies: {}, isType: () => false, asType: () => undefined };
  return { type, name, urn, opts, props, ...alone, ...(provider && { provider }) };
}

function declaredIn(definition: Part, resource: PolicyResource): readonly DeclaredResource[] {
  if (resource.type === awsType.httpApi) return declaredByHttpApi(definition, resource, knownAt(resource, "id"));
  const isPut = resource.type === awsType.restApiPut;
  const basepath = property(knownAt(resource, "parameters"), "basepath");
  return declaredByRestApi(definition, {
    body: resource,
    id: knownAt(resource, isPut ? "restApiId" : "id"),
    sources: isPut ? sourcesOf(resource, "restApiId") : [resource],
    basepath: typeof basepath === "string" ? basepath : undefined,
  });
}

/** What the bodies of a stack declare. */
export interface Bodies {
  readonly declared: readonly DeclaredResource[];
  /** The resources whose body is not known yet. */
  readonly notKnown: readonly PolicyResource[];
}

/**
 * Reads the bodies of a stack. One that cannot be read declares nothing here: the rule api-body-readable says so. An API gets
 * the settings that its body has and its arguments leave out.
 * @param resources All resources of the stack.
 * @returns What the bodies declare.
 */
export function readBodies(resources: readonly PolicyResource[]): Bodies {
  const notKnown: PolicyResource[] = [];
  const holders = resources.filter(({ type }) => bodyTypes.includes(type));
  const declared = holders.flatMap((holder) => {
    try {
      return declaredBy(holder);
    } catch (error) {
      if (isNotKnownYet(error)) notKnown.push(holder);
      return [];
    }
  });
  for (const put of holders.filter((holder) => holder.type === awsType.restApiPut)) {
    for (const api of holders.filter((one) => one.type === awsType.restApi && pointsAt(put, "restApiId", one))) {
      addSettings(api, put);
    }
  }
  for (const api of holders.filter((holder) => holder.type === awsType.restApi)) addSettings(api, api);
  return { declared, notKnown };
}

/**
 * A REST API with the settings that its body has and its arguments leave out.
 * @param resource Any resource.
 * @returns The same, or a copy of a REST API with more properties.
 */
export function withBody(resource: Resource): Resource {
  if (resource.type !== awsType.restApi) return resource;
  return { ...resource, props: withSettingsOf(resource.props, resource.props) };
}

const ADDED = new WeakMap<PolicyResource, Set<PolicyResource>>();

/** All rules share the resources of a run, so that each body adds its settings once. */
function addSettings(api: PolicyResource, holder: PolicyResource): void {
  const added = ADDED.get(api) ?? new Set();
  if (added.has(holder)) return;
  ADDED.set(api, added.add(holder));
  api.props = withSettingsOf(holder.props, api.props);
}
