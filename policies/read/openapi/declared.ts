import type { PolicyResource } from "@pulumi/policy";

import type { Properties } from "./integration";
import type { Part } from "./part";

/**
 * A resource that stands in the body of an API, in the shape of a discrete one: rules judge both alike. It has the URN of the
 * resource with the body, which is what a finding is about.
 */
export interface DeclaredResource extends PolicyResource {
  /** Where it is declared, for a message: `in the body at #/paths/~1orders/post`. */
  readonly declaredAt: string;
}

/**
 * Whether a resource stands in a body.
 * @param resource Any resource of a stack.
 * @returns Whether it has a place in a body.
 */
export function isDeclared(resource: object): resource is DeclaredResource {
  return "declaredAt" in resource;
}

/** What a declared resource is made of. */
export interface Declaration {
  readonly type: string;
  /** How people know it: `POST /orders`. */
  readonly name: string;
  readonly props: Properties;
  /** Where in the body; undefined if an argument of the API makes it. */
  readonly at?: Part;
  /** The resources that properties lead to. */
  readonly edges?: Readonly<Record<string, readonly PolicyResource[]>>;
}

/**
 * Makes a resource of what a body declares.
 * @param body The resource with the body: what it has as region, parent and options, the declared one has.
 * @param declaration What the body declares.
 * @returns The resource.
 */
export function declare(body: PolicyResource, { type, name, props, at, edges = {} }: Declaration): DeclaredResource {
  return {
    type,
    name,
    urn: body.urn,
    opts: body.opts,
    props,
    dependencies: [body],
    propertyDependencies: Object.fromEntries(Object.entries(edges).map(([key, resources]) => [key, [...resources]])),
    declaredAt: at === undefined ? "as target makes it" : `in the body at ${at.name}`,
    isType: () => false,
    asType: () => undefined,
    ...(body.parent && { parent: body.parent }),
    ...(body.provider && { provider: body.provider }),
  };
}
