import type { Attack } from "../harness/attack";
import { identities } from "./identities";
import { permissions } from "./permissions";
import { readers } from "./readers";
import { resourcePolicies } from "./resource-policies";
import { streamPolicies } from "./stream-policies";
import { trusts } from "./trusts";
import { writerDenied } from "./writer-denied";
import { writerRole } from "./writer-role";
import { writers } from "./writers";

/** Who may do what is named, and is nobody else. */
export const who: readonly Attack[] = [
  ...identities,
  ...permissions,
  ...readers,
  ...resourcePolicies,
  ...streamPolicies,
  ...trusts,
  ...writerDenied,
  ...writerRole,
  ...writers,
];
