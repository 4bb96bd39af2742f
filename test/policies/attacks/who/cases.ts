import type { Attack } from "../harness/attack";
import { identities } from "./identities";
import { permissions } from "./permissions";
import { resourcePolicies } from "./resource-policies";
import { streamPolicies } from "./stream-policies";
import { trusts } from "./trusts";
import { writers } from "./writers";

/** Who may do what is named, and is nobody else. */
export const callers: readonly Attack[] = [
  ...trusts,
  ...permissions,
  ...writers,
  ...identities,
  ...streamPolicies,
  ...resourcePolicies,
];
