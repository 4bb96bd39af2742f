import { z } from "zod";
import { arnOf } from "../arn";
import { policyDocument, tags } from "../arguments";
import type { Environment } from "../environment";
import { type Properties, type ResourceModel, defineResource } from "../resource";
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

/** The IAM types of the Pulumi AWS package that the local AWS models. IAM has no regions. */
export function iamResources(roles: Roles, accountId: string, environment: Environment): readonly ResourceModel[] {
  return [defineResource(role(roles, accountId, environment)), defineResource(rolePolicy(roles))];
}

function role(roles: Roles, accountId: string, environment: Environment): ResourceModel<RoleInputs> {
  const outputsOf = (inputs: RoleInputs, made: Role): Properties => ({
    ...inputs,
    arn: made.arn,
    tagsAll: inputs.tags ?? {},
  });
  return {
    type: "aws:iam/role:Role",
    inputs: roleInputs,
    replaceOn: ["name", "path"],
    autoname: { property: "name", maxLength: 64 },
    computed: ["arn", "createDate", "uniqueId"],
    create: (inputs) => {
      const arn = arnOf("iam", "", accountId, `role${inputs.path}${inputs.name}`);
      const made = roles.add(inputs.name, arn, inputs.assumeRolePolicy);
      const createDate = new Date(environment.now()).toISOString();
      const uniqueId = `AROA${environment.randomString(17, UPPERCASE_AND_DIGITS)}`;
      return Promise.resolve({ id: made.name, outputs: { ...outputsOf(inputs, made), createDate, uniqueId } });
    },
    read: (id, known) => Promise.resolve(roles.find(id) && known),
    update: (id, inputs, known) => {
      roles.setTrust(id, inputs.assumeRolePolicy);
      const { createDate, uniqueId } = known;
      return Promise.resolve({ ...outputsOf(inputs, roles.get(id)), createDate, uniqueId });
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

function rolePolicy(roles: Roles): ResourceModel<RolePolicyInputs> {
  const put = (inputs: RolePolicyInputs): Properties => {
    roles.putPolicy(inputs.role, inputs.name, inputs.policy);
    return inputs;
  };
  const roleOf = (id: string): Role | undefined => roles.find(id.slice(0, id.indexOf(":")));
  const nameOf = (id: string): string => id.slice(id.indexOf(":") + 1);
  return {
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: rolePolicyInputs,
    replaceOn: ["name", "role"],
    autoname: { property: "name", maxLength: 128 },
    create: (inputs) => Promise.resolve({ id: `${inputs.role}:${inputs.name}`, outputs: put(inputs) }),
    read: (id, known) => Promise.resolve(roleOf(id)?.policies.has(nameOf(id)) === true ? known : undefined),
    update: (_id, inputs) => Promise.resolve(put(inputs)),
    delete: (id) => {
      roleOf(id)?.policies.delete(nameOf(id));
      return Promise.resolve();
    },
  };
}
