import { createRequire } from "node:module";

import type {
  EnforcementLevel,
  PolicyPackConfig,
  PolicyProviderResource,
  PolicyResource,
  PolicyResourceOptions,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import type { SdkPolicy } from "../../policies/pack/meta-policy";

const proxies = createRequire(__filename)("@pulumi/policy/proxy") as {
  unknownCheckingProxy(props: object): Record<string, unknown>;
  unknownStringValue: string;
};
const { serializeProperties } = createRequire(__filename)("@pulumi/policy/deserialize") as {
  serializeProperties: (result: object) => Promise<unknown>;
};

/** A resource as plain data. */
export interface Fixture {
  readonly type: string;
  readonly name: string;
  /** What resource policies see; stack policies see the outputs as well. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly options?: Partial<PolicyResourceOptions>;
  /** The names of the resources that each property was made from. */
  readonly edges?: Readonly<Record<string, readonly string[]>>;
  /** Which resources it waits for, beside those of its edges. */
  readonly dependsOn?: (other: Fixture) => boolean;
  /** The name of its parent; the root stack if none is given. */
  readonly parent?: string | undefined;
  readonly provider?: Readonly<Record<string, unknown>>;
}

/** A value that AWS assigns: unknown at preview. */
export interface Assigned {
  readonly assigned: unknown;
}

export const awsAssigns = (value: unknown): Assigned => ({ assigned: value });

export type Phase = "preview" | "up";

/** What a policy reported. */
export interface Finding {
  readonly rule: string;
  /** The resource's name; undefined for the whole stack. */
  readonly on: string | undefined;
  readonly level: EnforcementLevel;
  readonly message: string;
}

const NO_OPTIONS: PolicyResourceOptions = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};

/**
 * Runs policies on a stack as the SDK's server does: every resource in order, then the stack. Unknown values throw when they
 * are read, by the SDK's own proxy; a policy's configuration sets its level and its settings.
 */
export async function judge(
  policies: readonly SdkPolicy[],
  fixtures: readonly Fixture[],
  { config = {}, phase = "up" }: { config?: PolicyPackConfig; phase?: Phase } = {},
): Promise<Finding[]> {
  const stack: Fixture = { type: "pulumi:pulumi:Stack", name: "orders-dev", inputs: {} };
  const all = fixtures.some(({ type }) => type === stack.type) ? fixtures : [stack, ...fixtures];
  const resources = resourcesOf(all, phase);
  const findings: Finding[] = [];
  const report = (rule: string, level: EnforcementLevel) => (message: string, urn?: string) => {
    findings.push({ rule, on: urn?.split("::").at(-1), level, message });
  };

  for (const resource of resources) {
    const props = proxies.unknownCheckingProxy(plain(resource.fixture.inputs, phase));
    for (const policy of policies) {
      const { level, settings } = settingsOf(policy, config);
      if (level === "disabled" || !isResourcePolicy(policy) || !isFor(policy.validateResource, resource.type)) continue;
      await validate(policy)({ ...resource, ...sdk(settings), props }, report(policy.name, mandatory(level)));
    }
  }
  for (const policy of policies) {
    const { level, settings } = settingsOf(policy, config);
    if (level === "disabled" || !isStackPolicy(policy)) continue;
    await policy.validateStack({ resources, ...sdk(settings) } as never, report(policy.name, mandatory(level)));
  }
  return findings;
}

/**
 * What a policy's remediation makes of a resource at preview; undefined if it leaves it alone. The SDK's proxies are gone
 * from it, as they are from what the engine gets: from Node 22 on, no proxy deep-equals plain data.
 */
export async function remediate(policy: SdkPolicy, fixture: Fixture, settings: object = {}): Promise<unknown> {
  const { remediateResource } = policy as ResourceValidationPolicy;
  if (!remediateResource) throw new Error(`${policy.name} has no remediation.`);
  const [resource] = resourcesOf([{ ...fixture, edges: {}, parent: undefined }], "preview");
  const props = proxies.unknownCheckingProxy(plain(fixture.inputs, "preview"));
  const result = await remediateResource({ ...resource, ...sdk(settings), props } as never);
  return result && serializeProperties(result);
}

interface JudgedResource extends PolicyResource {
  readonly fixture: Fixture;
}

function resourcesOf(fixtures: readonly Fixture[], phase: Phase): JudgedResource[] {
  const byName = new Map<string, JudgedResource>();
  const resources = fixtures.map((fixture) => {
    const { type, name, inputs, outputs = {}, options, provider } = fixture;
    const urn = `urn:pulumi:dev::orders::${type}::${name}`;
    const resource = {
      fixture,
      type,
      name,
      urn,
      opts: { ...NO_OPTIONS, ...options },
      props: proxies.unknownCheckingProxy(plain({ ...inputs, ...outputs }, phase)),
      dependencies: [],
      propertyDependencies: {} as Record<string, PolicyResource[]>,
      ...(provider && { provider: { type: "pulumi:providers:aws", name: "default", urn: "", props: provider } }),
    } satisfies Partial<JudgedResource> & { provider?: PolicyProviderResource };
    byName.set(name, resource as unknown as JudgedResource);
    return resource as unknown as JudgedResource;
  });
  const find = (name: string) => byName.get(name) ?? missing(name);
  for (const resource of resources) {
    const { edges = {}, dependsOn, parent } = resource.fixture;
    const others = dependsOn ? resources.filter(({ fixture }) => dependsOn(fixture)) : [];
    resource.dependencies = [...new Set([...Object.values(edges).flat().map(find), ...others])];
    for (const [property, names] of Object.entries(edges)) resource.propertyDependencies[property] = names.map(find);
    if (parent !== undefined) resource.parent = find(parent);
  }
  return resources;
}

function missing(name: string): never {
  throw new Error(`No resource of the fixture is named ${name}.`);
}

function plain(value: Readonly<Record<string, unknown>>, phase: Phase): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, valueInPhase(item, phase)]));
}

function valueInPhase(value: unknown, phase: Phase): unknown {
  if (Array.isArray(value)) return value.map((item) => valueInPhase(item, phase));
  if (typeof value !== "object" || value === null) return value;
  if ("assigned" in value) return phase === "up" ? value.assigned : proxies.unknownStringValue;
  return plain(value as Record<string, unknown>, phase);
}

function settingsOf(policy: SdkPolicy, config: PolicyPackConfig): { level: EnforcementLevel; settings: object } {
  const given = config[policy.name] ?? {};
  if (typeof given === "string") return { level: given, settings: {} };
  const { enforcementLevel = policy.enforcementLevel ?? "advisory", ...settings } = given;
  return { level: enforcementLevel, settings };
}

const sdk = (settings: object) => ({
  stackTags: new Map<string, string>(),
  getConfig: () => settings,
  notApplicable: () => {
    throw new Error("notApplicable() is slow; the pack does not call it.");
  },
});

const mandatory = (level: EnforcementLevel): EnforcementLevel => (level === "remediate" ? "mandatory" : level);

const isResourcePolicy = (policy: SdkPolicy): policy is ResourceValidationPolicy => "validateResource" in policy;

const isStackPolicy = (policy: SdkPolicy): policy is StackValidationPolicy => "validateStack" in policy;

const validate = (policy: ResourceValidationPolicy) => policy.validateResource as (...args: unknown[]) => unknown;

/** The SDK's own shortcut: a function that carries a type is called for resources of that type only. */
function isFor(validateResource: unknown, type: string): boolean {
  const only = (validateResource as { __pulumiType?: string }).__pulumiType;
  return only === undefined || only === type;
}
