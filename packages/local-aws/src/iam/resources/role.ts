import { arnOf } from "../../arn";
import type { Environment } from "../../environment";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { RoleInputs } from "../inputs/role";
import type { RoleDetailsByRole } from "../role-details";
import type { Role, Roles } from "../roles";

const UPPERCASE_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** What the model of a role works on. */
export interface RoleModelArgs {
  readonly roles: Roles;
  readonly details: RoleDetailsByRole;
  readonly accountId: string;
  readonly environment: Environment;
}

/**
 * `aws:iam/role:Role`
 * @param args the account's roles
 * @returns the model
 */
export function roleModel({ roles, details, accountId, environment }: RoleModelArgs): MemoryModel<RoleInputs> {
  const outputsOf = (role: Role | undefined): Properties | undefined => {
    const found = role && details.get(role);
    if (found === undefined) return undefined;
    const { inputs, createDate, uniqueId, policies } = found;
    const inlinePolicies = [...policies].map(([name, policy]) => ({ name, policy }));
    return { ...inputs, arn: role?.arn, tagsAll: inputs.tags ?? {}, createDate, uniqueId, inlinePolicies };
  };
  return {
    type: "aws:iam/role:Role",
    inputs: RoleInputs,
    replaceOn: ["name", "path"],
    autoname: { property: "name", maxLength: 64 },
    blank: { description: "", managedPolicyArns: [], namePrefix: "", permissionsBoundary: "" },
    unread: ["forceDetachPolicies"],
    importId: "name",
    idOf: ({ name }) => String(name),
    computed: ["arn", "createDate", "uniqueId"],
    create: (inputs) => {
      const arn = arnOf("iam", "", accountId, `role${inputs.path}${inputs.name}`);
      const role = roles.add(inputs.name, arn, inputs.assumeRolePolicy);
      const createDate = new Date(environment.now()).toISOString();
      const uniqueId = `AROA${environment.randomString(17, UPPERCASE_AND_DIGITS)}`;
      details.set(role, { inputs, createDate, uniqueId, policies: new Map() });
      return { id: role.name, outputs: { ...outputsOf(role) } };
    },
    read: (id) => outputsOf(roles.find(id)),
    update: (id, inputs) => {
      roles.setTrust(id, inputs.assumeRolePolicy);
      const role = roles.get(id);
      const found = details.get(role);
      if (found !== undefined) found.inputs = inputs;
      return { ...outputsOf(role) };
    },
    delete: (id, known) => {
      if (known.forceDetachPolicies === true) roles.find(id)?.policies.clear();
      roles.remove(id);
    },
  };
}
