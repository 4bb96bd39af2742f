import {
  type AnalyzeRequest,
  AnalyzerPropertyDependencies,
  type AnalyzerStackConfigureRequest,
  type AnalyzeStackRequest,
  type ConfigureAnalyzerRequest,
  EnforcementLevel,
} from "@pulumi/pulumi/proto/analyzer_pb";

import { configHolders } from "../read/connector-file/holders";
import { NOT_DECRYPTED, property } from "../read/resource";
import { awsType } from "../read/types";
import { isMetaPolicy, type SdkPolicy } from "./meta-policy";

const LEVELS = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  disabled: EnforcementLevel.DISABLED,
  remediate: EnforcementLevel.REMEDIATE,
};

/**
 * Has a message of the engine seen, and maybe changed, before the SDK takes it, which tells policies less than there is.
 * It must be called before the pack is made.
 * @param method of the service that the SDK serves
 */
export function onRequest<Request>(
  method: { requestDeserialize: (bytes: Buffer) => Request },
  see: (request: Request) => void,
): void {
  const read = method.requestDeserialize;
  method.requestDeserialize = (bytes) => {
    const request = read(bytes);
    see(request);
    return request;
  };
}

/** A configuration as it was written: the engine has filled in the defaults, and a level for every policy. */
export function writtenConfiguration(
  request: ConfigureAnalyzerRequest,
  policies: readonly SdkPolicy[],
): Readonly<Record<string, object>> {
  const given = request.getPolicyconfigMap();
  const all = levelIn(request, "all");
  const entries = [...given.entries()].map(([name, config]): [string, object] => {
    const level = levelIn(request, name);
    const unwritten =
      name === "all" ? undefined : (all ?? policies.find((policy) => policy.name === name)?.enforcementLevel);
    const settings = config.getProperties()?.toJavaScript() ?? {};
    return [name, { ...settings, ...(level !== unwritten && { enforcementLevel: level }) }];
  });
  return Object.fromEntries(entries);
}

/** Keeps the meta-policies at their own level where they are disabled, or moved by `all`, which is meant for the rules. */
export function exemptMetaPolicies(request: ConfigureAnalyzerRequest, policies: readonly SdkPolicy[]): void {
  const all = levelIn(request, "all");
  for (const { name, enforcementLevel = "advisory" } of policies.filter(isMetaPolicy)) {
    const level = levelIn(request, name);
    if (level !== undefined && (level === all || level === "disabled")) {
      request.getPolicyconfigMap().get(name)?.setEnforcementlevel(LEVELS[enforcementLevel]);
    }
  }
}

function levelIn(request: ConfigureAnalyzerRequest, name: string): string | undefined {
  const level = request.getPolicyconfigMap().get(name)?.getEnforcementlevel();
  return Object.entries(LEVELS).find(([, number]) => number === level)?.[0];
}

/** By these two the engine marks a secret on its way: the key of a mark, and the one that means a secret. */
const MARK = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** The stack's outputs that are secret, as paths: `connectorConfig.eu-west-1`. The SDK unpacks them and keeps no mark. */
export function secretOutputsIn(request: AnalyzeStackRequest): readonly string[] {
  const stack = request.getResourcesList().find((resource) => resource.getType() === awsType.stack);
  return secretsUnder(stack?.getProperties()?.toJavaScript() ?? {}, []);
}

/**
 * Has the properties of a resource, and of its provider, unpacked once. The SDK unpacks them anew for each policy, and then
 * copies what it has unpacked.
 * @param request One resource. It is changed.
 */
export function unpackOnce(request: AnalyzeRequest): void {
  for (const properties of [request.getProperties(), request.getProvider()?.getProperties()]) {
    if (properties === undefined) continue;
    const unpack = properties.toJavaScript.bind(properties);
    let unpacked: ReturnType<typeof unpack> | undefined;
    properties.toJavaScript = () => (unpacked ??= unpack());
  }
}

/** Arguments that a program may leave to AWS, by type. A stack rule sees what AWS assigned at the same place. */
const LEFT_TO_AWS: Readonly<Record<string, string>> = { [awsType.apiKey]: "value", [awsType.topic]: "policy" };

/**
 * Remembers the resources whose program gives what it may leave to AWS: the value of an API key, the policy of a topic.
 * @param request One resource, with the program's own arguments only.
 * @param given By URN, the name of the argument; one more is added.
 */
export function noteGivenArgument(request: AnalyzeRequest, given: Map<string, string>): void {
  const name = LEFT_TO_AWS[request.getType()];
  if (name === undefined) return;
  if (request.getProperties()?.getFieldsMap().has(name) ?? false) given.set(request.getUrn(), name);
}

/**
 * Remembers the arguments that could hold a connector's file, and are no secrets: the state has them as plain text.
 * @param request One resource, with the program's own arguments only.
 * @param plain `<URN> <property>` of those that were seen; more are added.
 */
export function notePlainArguments(request: AnalyzeRequest, plain: Set<string>): void {
  if (!configHolders.includes(request.getType())) return;
  for (const [name, value] of request.getProperties()?.getFieldsMap().entries() ?? []) {
    const held = value.toJavaScript();
    if (held !== NOT_DECRYPTED && secretsUnder(held, []).length === 0) plain.add(`${request.getUrn()} ${name}`);
  }
}

/**
 * Names an argument that the program gives among the properties that have dependencies. The engine leaves a property out that
 * is made from no resource.
 * @param request The whole stack. It is changed.
 * @param given What {@link noteGivenArgument} has remembered.
 */
export function markGivenArguments(request: AnalyzeStackRequest, given: ReadonlyMap<string, string>): void {
  for (const resource of request.getResourcesList()) {
    const name = given.get(resource.getUrn());
    if (name === undefined) continue;
    const dependencies = resource.getPropertydependenciesMap();
    if (!dependencies.has(name)) dependencies.set(name, new AnalyzerPropertyDependencies());
  }
}

/**
 * The secrets of the stack's configuration.
 * @param request As the engine sends it before it judges.
 * @returns Their values. One that is an object is its JSON.
 */
export function secretsConfiguredIn(request: AnalyzerStackConfigureRequest): readonly string[] {
  const values = request.getConfigMap();
  return request.getConfigSecretKeysList().flatMap((key) => values.get(key) ?? []);
}

function secretsUnder(value: unknown, path: readonly string[]): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (property(value, MARK) === SECRET) return [path.join(".")];
  return Object.entries(value).flatMap(([key, item]) => secretsUnder(item, [...path, key]));
}
