import { Config, runtime } from "@pulumi/pulumi";

import { type Fault, SETTINGS } from "./settings";

const DENY_ALL = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] };
/** A role that another service may assume. API Gateway then finds no role that it can use. */
const TRUST_OTHER_SERVICE = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** What each fault changes: a property of every resource of a type. Each is updated in place. */
const FAULTS: Readonly<Record<Fault, { readonly type: string; readonly property: string; readonly document: object }>> =
  {
    "no-permission": { type: "aws:iam/rolePolicy:RolePolicy", property: "policy", document: DENY_ALL },
    "no-role": { type: "aws:iam/role:Role", property: "assumeRolePolicy", document: TRUST_OTHER_SERVICE },
  };

/** Puts the fault that the settings name into the resources of the program. It must run before the program. */
export function changeProgram(): void {
  const named = new Config(SETTINGS).get<Fault>("fault");
  if (named === undefined) return;
  const { type: changed, property, document } = FAULTS[named];
  // Not registerResourceTransform: it hands the engine a deleteBeforeReplace of false in the place of the provider's own.
  runtime.registerStackTransformation(({ type, props, opts }) => {
    if (type !== changed) return undefined;
    return { props: { ...(props as object), [property]: JSON.stringify(document) }, opts };
  });
}
