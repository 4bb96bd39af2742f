import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { stackOf } from "../read/stack";
import { companions } from "./companions";
import { Ledger } from "./ledger";
import type { AnyRule, ResourceRule, StackRule, Words } from "./rule";
import { message, verdict } from "./verdict";

export type SdkPolicy = ResourceValidationPolicy | StackValidationPolicy;

/**
 * The rules as policies of the SDK, between the companions that load the waivers and those that list what was waived or not
 * judged.
 * @param now - The clock that waivers expire by.
 */
export function policiesOf(rules: readonly AnyRule[], now: () => Date = () => new Date()): SdkPolicy[] {
  const ledger = new Ledger();
  const { first, last } = companions(
    ledger,
    rules.map((rule) => rule.name),
    now,
  );
  const judges = rules.map((rule) => (rule.scope === "resource" ? onResource(rule, ledger) : onStack(rule, ledger)));
  return [...first, ...judges, ...last];
}

function onResource(rule: ResourceRule, ledger: Ledger): ResourceValidationPolicy {
  const { types, checks, remedy } = rule;
  const applies = (type: string) => types === undefined || types.includes(type);
  const validateResource: ResourceValidationPolicy["validateResource"] = (resource, report) => {
    if (!applies(resource.type)) return resource.notApplicable();
    const config = configuration(rule, resource.getConfig());
    const judged = checks.map((check) => () => check(resource, config));
    for (const found of verdict(rule, resource.urn, judged, ledger)) report(message(found, rule), resource.urn);
  };
  return {
    ...words(rule),
    validateResource: forType(types, validateResource),
    ...(remedy && {
      remediateResource: forType(types, (resource) =>
        applies(resource.type) ? remedy(resource, configuration(rule, resource.getConfig())) : undefined,
      ),
    }),
  };
}

function onStack(rule: StackRule, ledger: Ledger): StackValidationPolicy {
  const { types, checks } = rule;
  return {
    ...words(rule),
    validateStack: (args, report) => {
      const stack = stackOf(args.resources);
      const config = configuration(rule, args.getConfig());
      for (const resource of types === undefined ? args.resources : types.flatMap((type) => stack.ofType(type))) {
        const judged = checks.map((check) => () => check(resource, stack, config));
        for (const found of verdict(rule, resource.urn, judged, ledger)) report(message(found, rule), resource.urn);
      }
    },
  };
}

/**
 * Tells the SDK the one type a function is for, as its own helpers do for a class: it then does not deserialize the
 * properties of every other resource for it, which is most of what a pack costs.
 */
function forType<F extends object>(types: readonly string[] | undefined, judge: F): F {
  return types?.length === 1 ? Object.assign(judge, { __pulumiType: types[0] }) : judge;
}

/** The configuration with the schema's defaults: the engine fills them in, other callers of the SDK do not. */
function configuration(rule: Words, given: object): never {
  const properties = Object.entries(rule.configSchema?.properties ?? {});
  const defaults = Object.fromEntries(properties.map(([key, schema]) => [key, schema.default]));
  return { ...defaults, ...given } as never;
}

/** The SDK's own fields, without ours. */
function words({
  name,
  description,
  severity,
  enforcementLevel,
  remediationSteps,
  url,
  tags,
  framework,
  configSchema,
}: Words): Words {
  const optional = { ...(framework && { framework }), ...(configSchema && { configSchema }) };
  return { name, description, severity, enforcementLevel, remediationSteps, url, tags, ...optional };
}
