import type { PolicyResource } from "@pulumi/policy";

import { regionOf } from "../region";
import { assignedTextAt, listAt } from "../resource";
import { knownAt, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { postMethodsAt } from "./api-paths";
import { partsOfApi, restApiOf } from "./rest-api";

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
 * Finds what a URL of the connector's file leads to. The provider says in `invokeUrl` where a stage is, whatever host serves
 * it. Only a host that no stage has is compared with the addresses that AWS makes.
 * @param url The text of the URL.
 * @param stack The stack whose APIs may be meant.
 * @param hosts Other names that lead to the stack's APIs.
 * @returns The endpoint, or what is wrong.
 * @throws where the ids of the stack's APIs are not known yet
 */
export function addressOf(url: string, stack: Stack, hosts: readonly string[]): Address {
  const target = partsOf(url);
  const { host, path } = target;
  const invoked = stagesAt(target, stack);
  const [stage] = invoked;
  if (stage) {
    const api = restApiOf(stack, stage);
    return endpointAt(
      path.slice(invokedPath(stage).length) || "/",
      { api, region: regionOf(stage), stages: invoked },
      stack,
    );
  }
  const [, id, region] = EXECUTE_API.exec(host) ?? [];
  if (id === undefined) {
    const isKnown = hosts.includes(host) || isDomainName(host, stack);
    return isKnown ? { api: undefined, region: undefined, stages: [], methods: [] } : { fault: NO_API };
  }
  const api = apiWithId(id, stack);
  if (!api) return { fault: NO_API };
  if (regionOf(api) !== region) return { fault: "of this stack's API in a region where it is not" };
  const all = partsOfApi(stack, awsType.stage, api);
  const [, stageName = "", rest = "/"] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? [];
  const stages = all.filter((stage) => knownAt(stage, "stageName") === stageName);
  if (all.length > 0 && stages.length === 0) return { fault: "with a stage that the API does not have" };
  return endpointAt(rest, { api, region, stages }, stack);
}

function endpointAt(path: string, found: Omit<Endpoint, "methods">, stack: Stack): Address {
  const methods = found.api && postMethodsAt(found.api, path, stack);
  if (methods?.length === 0) return { fault: "with a path on which the API takes no POST" };
  return { ...found, methods: methods ?? [] };
}

/** The stages that a URL leads into, as the provider says where they are. */
const stagesAt = (target: UrlParts, stack: Stack): readonly PolicyResource[] =>
  stack.ofType(awsType.stage).filter((stage) => {
    const url = invokeUrlOf(stage);
    return (
      url?.host === target.host &&
      (url.port || HTTPS) === (target.port || HTTPS) &&
      `${target.path}/`.startsWith(`${withoutSlash(url.path)}/`)
    );
  });

const invokedPath = (stage: PolicyResource): string => withoutSlash(invokeUrlOf(stage)?.path ?? "");

const withoutSlash = (path: string): string => path.replace(/\/$/, "");

function invokeUrlOf(stage: PolicyResource): UrlParts | undefined {
  const url = knownAt(stage, "invokeUrl");
  return typeof url === "string" && url !== "" ? partsOf(url) : undefined;
}

/**
 * Whether a URL is an endpoint of an API of the stack, as far as the ids are known.
 * @param url The text of the URL.
 * @param stack The stack.
 * @returns Whether it leads into a stage, or its host begins with the id of an API.
 */
export function namesApi(url: string, stack: Stack): boolean {
  const target = partsOf(url);
  const id = apiIdIn(url);
  return stagesAt(target, stack).length > 0 || (id !== undefined && apiWithId(id, stack) !== undefined);
}

/**
 * The id of an API in an address that AWS makes.
 * @param address A URL or a host.
 * @returns The id; undefined if AWS makes no such address.
 */
export const apiIdIn = (address: string): string | undefined => EXECUTE_API.exec(partsOf(address).host)?.[1];

/** By its own id, or by that which its stages have from it: not every provider repeats the id among the outputs. */
function apiWithId(id: string, stack: Stack): PolicyResource | undefined {
  const apis = stack.ofType(awsType.restApi);
  const isStageOf = (api: PolicyResource) => (stage: PolicyResource) =>
    sourcesOf(stage, "restApi").includes(api) && knownAt(stage, "restApi") === id;
  const found = apis.find((api) => knownAt(api, "id") === id || stack.ofType(awsType.stage).some(isStageOf(api)));
  if (!found && stack.ofType(awsType.stage).some((stage) => knownAt(stage, "restApi") === undefined)) {
    for (const api of apis) assignedTextAt(api, "id");
  }
  return found;
}

interface UrlParts {
  /** In small letters. */
  readonly host: string;
  /** Empty if the URL names none. */
  readonly port: string;
  readonly path: string;
}

/** The port of a URL that names none. If its scheme is http, another rule says so. */
const HTTPS = "443";

/** Also of a URL without a scheme, of which another rule says so. */
/**
 * The host of a URL.
 * @param url Its text, also without a scheme.
 * @returns The host in small letters, without a port; empty if there is none.
 */
export const hostOf = (url: string): string => partsOf(url).host;

function partsOf(url: string): UrlParts {
  const [, host = "", port = "", path = "/"] =
    /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\\]*@)?([^/:?#\\]+)(?::(\d+))?([^?#]*)/i.exec(url) ?? [];
  return { host: host.toLowerCase(), port, path };
}

/** Names that the stack gives to what stands before its APIs. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  [awsType.domainName]: ["domainName", "regionalDomainName", "cloudfrontDomainName"],
  [awsType.httpApiDomainName]: ["domainName"],
  [awsType.distribution]: ["domainName", "aliases"],
  "aws:lb/loadBalancer:LoadBalancer": ["dnsName"],
  "aws:route53/record:Record": ["name", "fqdn"],
};

const isDomainName = (host: string, stack: Stack): boolean =>
  Object.entries(NAMES).some(([holder, paths]) =>
    stack.ofType(holder).some((one) => paths.some((path) => listAt(one, path).includes(host))),
  );
