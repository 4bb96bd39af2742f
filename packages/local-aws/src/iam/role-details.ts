import type { RoleInputs } from "./inputs/role";
import type { Role } from "./roles";

/** What IAM reads back of a role. A {@link Role} has only what decides about a call. */
export interface RoleDetails {
  inputs: RoleInputs;
  readonly createDate: string;
  readonly uniqueId: string;
  /** The texts of its inline policies, by name. */
  readonly policies: Map<string, string>;
}

/** The details of each role that the control plane made. */
export type RoleDetailsByRole = WeakMap<Role, RoleDetails>;
