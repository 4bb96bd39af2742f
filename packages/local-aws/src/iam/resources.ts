import { z } from "zod";

import { policyDocument, tags } from "../arguments";
import { arnOf } from "../arn";
import type { Environment } from "../environment";
import { defineResource, type Properties, type ResourceModel } from "../resource";
import type { Role, Roles } from "./roles";

const UPPERCASE_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

const roleInputs = z.strictObject({
  name: z.string().regex(/^[\w+=,.@-]{1,64}$/, "expected 1 to 64 letters, digits or _+=,.@-"),
  path: z
    .string()
    .regex(/^\/(?:[\x21-\x7e]+\/)?$/, "expected a path that begins and ends with /")
    .default("/"),
  assumeRolePolicy: policyDocument,
  description: z
    .string()
    .max(1000)
    .regex(/^[\t\n\r -~\u00a1-\u00ff]*$/, "expected characters of Latin-1")
    .optional(),
  maxSessionDuration: z.int().min(3600).max(43_200).default(3600),
  forceDetachPolicies: z.boolean().default(false),
  tags: tags.refine(
    (given = {}) => new Set(Object.keys(given).map((name) => name.toLowerCase())).size === Object.keys(given).length,
    "Duplicate tag keys found. Please note that Tag keys are case insensitive",
  ),
});

const rolePolicyInputs = z.strictObject({
  name: z.string().regex(/^[\w+=,.@-]{1,128}$/, "expected 1 to 128 letters, digits or _+=,.@-"),
  role: z.string(),
  policy: policyDocument,
});

type RoleInputs = z.output<typeof roleInputs>;
type RolePolicyInputs = z.output<typeof rolePolicyInputs>;

/** What IAM tells of a role: {@link Roles} has only what it decides with. */
interface RoleDocument {
  inputs: RoleInputs;
  readonly createDate: string;
  readonly uniqueId: string;
  /** The texts of its inline policies, by name. */
  readonly policies: Map<string, string>;
}

type Documents = WeakMap<Role, RoleDocument>;

/** The IAM types of the Pulumi AWS package that the local AWS models. IAM has no regions. */
export function iamResources(roles: Roles, accountId: string, environment: Environment): readonly ResourceModel[] {
  const documents: Documents = new WeakMap();
  return [defineResource(role(roles, documents, accountId, environment)), defineResource(rolePolicy(roles, documents))];
}

function role(
  roles: Roles,
  documents: Documents,
  accountId: string,
  environment: Environment,
): ResourceModel<RoleInputs> {
  const outputsOf = (found: Role | undefined): Properties | undefined => {
    const document = found && documents.get(found);
    if (document === undefined) return undefined;
    const { inputs, createDate, uniqueId, policies } = document;
    const inlinePolicies = [...policies].map(([name, policy]) => ({ name, policy }));
    return { ...inputs, arn: found?.arn, tagsAll: inputs.tags ?? {}, createDate, uniqueId, inlinePolicies };
  };
  return {
    type: "aws:iam/role:Role",
    inputs: roleInputs,
    replaceOn: ["name", "path"],
    autoname: { property: "name", maxLength: 64 },
    blank: { description: "", managedPolicyArns: [], namePrefix: "", permissionsBoundary: "" },
    unread: ["forceDetachPolicies"],
    importId: "name",
    idOf: ({ name }) => String(name),
    computed: ["arn", "createDate", "uniqueId"],
    create: (inputs) => {
      const arn = arnOf("iam", "", accountId, `role${inputs.path}${inputs.name}`);
      const made = roles.add(inputs.name, arn, inputs.assumeRolePolicy);
      const createDate = new Date(environment.now()).toISOString();
      const uniqueId = `AROA${environment.randomString(17, UPPERCASE_AND_DIGITS)}`;
      documents.set(made, { inputs, createDate, uniqueId, policies: new Map() });
      return Promise.resolve({ id: made.name, outputs: { ...outputsOf(made) } });
    },
    read: (id) => Promise.resolve(outputsOf(roles.find(id))),
    update: (id, inputs) => {
      roles.setTrust(id, inputs.assumeRolePolicy);
      const changed = roles.get(id);
      const document = documents.get(changed);
      if (document !== undefined) document.inputs = inputs;
      return Promise.resolve({ ...outputsOf(changed) });
    },
    delete: (id, known) => {
      if (known.forceDetachPolicies === true) {
        roles.find(id)?.policies.clear();
      }
      roles.remove(id);
      return Promise.resolve();
    },
  };
}

function rolePolicy(roles: Roles, documents: Documents): ResourceModel<RolePolicyInputs> {
  const put = (inputs: RolePolicyInputs): Properties => {
    roles.putPolicy(inputs.role, inputs.name, inputs.policy);
    documents.get(roles.get(inputs.role))?.policies.set(inputs.name, inputs.policy);
    return inputs;
  };
  const idOf = ({ role, name }: Properties): string => `${String(role)}:${String(name)}`;
  return {
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: rolePolicyInputs,
    replaceOn: ["name", "role"],
    autoname: { property: "name", maxLength: 128 },
    blank: { namePrefix: "" },
    importId: "role:name",
    idOf,
    create: (inputs) => Promise.resolve({ id: idOf(inputs), outputs: put(inputs) }),
    read: (_id, { role, name }) => {
      const found = roles.find(String(role));
      const policy = found?.policies.has(String(name)) === true && documents.get(found)?.policies.get(String(name));
      return Promise.resolve(typeof policy === "string" ? { role, name, policy } : undefined);
    },
    update: (_id, inputs) => Promise.resolve(put(inputs)),
    delete: (_id, { role, name }) => {
      const found = roles.find(String(role));
      found?.policies.delete(String(name));
      if (found) documents.get(found)?.policies.delete(String(name));
      return Promise.resolve();
    },
  };
}
