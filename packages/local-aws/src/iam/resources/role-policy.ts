import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { RolePolicyInputs } from "../inputs/role-policy";
import type { RoleModelArgs } from "./role";

/**
 * `aws:iam/rolePolicy:RolePolicy`
 * @param args the account's roles
 * @returns the model
 */
export function rolePolicyModel({
  roles,
  details,
}: Pick<RoleModelArgs, "roles" | "details">): MemoryModel<RolePolicyInputs> {
  const put = (inputs: RolePolicyInputs): Properties => {
    roles.putPolicy(inputs.role, inputs.name, inputs.policy);
    details.get(roles.get(inputs.role))?.policies.set(inputs.name, inputs.policy);
    return inputs;
  };
  const idOf = ({ role, name }: Properties): string => `${String(role)}:${String(name)}`;
  return {
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: RolePolicyInputs,
    replaceOn: ["name", "role"],
    autoname: { property: "name", maxLength: 128 },
    blank: { namePrefix: "" },
    importId: "role:name",
    idOf,
    create: (inputs) => ({ id: idOf(inputs), outputs: put(inputs) }),
    read: (_id, { role, name }) => {
      const found = roles.find(String(role));
      const policy = found?.policies.has(String(name)) === true && details.get(found)?.policies.get(String(name));
      return typeof policy === "string" ? { role, name, policy } : undefined;
    },
    update: (_id, inputs) => put(inputs),
    delete: (_id, { role, name }) => {
      const found = roles.find(String(role));
      found?.policies.delete(String(name));
      if (found) details.get(found)?.policies.delete(String(name));
    },
  };
}
