import type { PolicyResource } from "@pulumi/policy";

import { postMethodsAt } from "./api-paths";
import { regionOf } from "./region";
import { assignedTextAt, listAt } from "./resource";
import { knownAt, pointsAt, sourcesOf, type Stack } from "./stack";
import { type } from "./types";

/** What a URL leads to: a method of an API, or a fault, in words that follow "has a URL". */
export type Address = Endpoint | { readonly fault: string };

/** As far as the stack shows it. */
export interface Endpoint {
  readonly api: PolicyResource | undefined;
  readonly region: unknown;
  readonly stages: readonly PolicyResource[];
  readonly methods: readonly PolicyResource[];
}

/**
 * The address of an API as AWS makes it, in any partition; behind the id there may be that of an endpoint of a VPC.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html
 */
const EXECUTE_API =
  /^([a-z0-9]+)(?:-vpce-[a-z0-9-]+)?\.execute-api\.([a-z0-9-]+)\.(?:amazonaws\.(?:com|com\.cn|eu)|c2s\.ic\.gov|sc2s\.sgov\.gov)$/;

const NO_API = "that is no endpoint of an API of this stack";

/**
 * Finds what a URL of the connector's file leads to.
 * @param url The text of the URL.
 * @param stack The stack whose APIs may be meant.
 * @param hosts Other names that lead to the stack's APIs.
 * @returns The endpoint, or what is wrong.
 * @throws where the ids of the stack's APIs are not known yet
 */
export function addressOf(url: string, stack: Stack, hosts: readonly string[]): Address {
  const { host, path } = partsOf(url);
  const [, id, region] = EXECUTE_API.exec(host) ?? [];
  if (id === undefined) {
    const isKnown = hosts.includes(host) || isDomainName(host, stack);
    return isKnown ? { api: undefined, region: undefined, stages: [], methods: [] } : { fault: NO_API };
  }
  const api = apiWithId(id, stack);
  if (!api) return { fault: NO_API };
  if (regionOf(api) !== region) return { fault: "of this stack's API in a region where it is not" };
  const all = stack.ofType(type.stage).filter((stage) => pointsAt(stage, "restApi", api));
  const [, stageName = "", rest = "/"] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? [];
  const stages = all.filter((stage) => knownAt(stage, "stageName") === stageName);
  if (all.length > 0 && stages.length === 0) return { fault: "with a stage that the API does not have" };
  const methods = postMethodsAt(api, rest, stack) ?? [];
  if (methods.length === 0 && postMethodsAt(api, rest, stack)) {
    return { fault: "with a path on which the API takes no POST" };
  }
  return { api, region, stages, methods };
}

/**
 * Whether a URL is an endpoint that AWS made for an API of the stack, as far as the ids are known.
 * @param url The text of the URL.
 * @param stack The stack.
 * @returns Whether its host begins with the id of an API.
 */
export function namesApi(url: string, stack: Stack): boolean {
  const [, id] = EXECUTE_API.exec(partsOf(url).host) ?? [];
  return id !== undefined && apiWithId(id, stack) !== undefined;
}

/** By its own id, or by that which its stages have from it: not every provider repeats the id among the outputs. */
function apiWithId(id: string, stack: Stack): PolicyResource | undefined {
  const apis = stack.ofType(type.restApi);
  const isStageOf = (api: PolicyResource) => (stage: PolicyResource) =>
    sourcesOf(stage, "restApi").includes(api) && knownAt(stage, "restApi") === id;
  const found = apis.find((api) => knownAt(api, "id") === id || stack.ofType(type.stage).some(isStageOf(api)));
  if (!found && stack.ofType(type.stage).some((stage) => knownAt(stage, "restApi") === undefined)) {
    for (const api of apis) assignedTextAt(api, "id");
  }
  return found;
}

/** Also of a URL without a scheme, of which another rule says so. */
function partsOf(url: string): { readonly host: string; readonly path: string } {
  const [, host = "", path = "/"] =
    /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\\]*@)?([^/:?#\\]+)(?::\d+)?([^?#]*)/i.exec(url) ?? [];
  return { host: host.toLowerCase(), path };
}

/** Names that the stack gives to what stands before its APIs. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  [type.domainName]: ["domainName", "regionalDomainName", "cloudfrontDomainName"],
  [type.httpApiDomainName]: ["domainName"],
  [type.distribution]: ["domainName", "aliases"],
  "aws:lb/loadBalancer:LoadBalancer": ["dnsName"],
  "aws:route53/record:Record": ["name", "fqdn"],
};

const isDomainName = (host: string, stack: Stack): boolean =>
  Object.entries(NAMES).some(([holder, paths]) =>
    stack.ofType(holder).some((one) => paths.some((path) => listAt(one, path).includes(host))),
  );
