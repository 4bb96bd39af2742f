import { fromMemory } from "../../memory-model";
import type { ResourceModel } from "../../resource";
import type { RoleDetailsByRole } from "../role-details";
import { roleModel, type RoleModelArgs } from "./role";
import { rolePolicyModel } from "./role-policy";

/**
 * Every resource type of IAM that the local AWS models.
 * @param args the account's roles
 * @returns the models
 */
export function iamResources(args: Omit<RoleModelArgs, "details">): readonly ResourceModel[] {
  const details: RoleDetailsByRole = new WeakMap();
  return [fromMemory(roleModel({ ...args, details })), fromMemory(rolePolicyModel({ roles: args.roles, details }))];
}
