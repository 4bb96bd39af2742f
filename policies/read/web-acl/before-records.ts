import type { PolicyResource } from "@pulumi/policy";

import { takesRecords } from "../api/records-api";
import { oncePerStack, pointsAt, type Stack } from "../stack";
import { awsType } from "../types";

/** Whether a web ACL, a rule or a rule group stands before a stage of an API that takes records. */
export const isBeforeRecords = (resource: PolicyResource, stack: Stack): boolean => {
  const before = aclsBeforeRecords(stack);
  if (before.has(resource.urn)) return true;
  // A rule that is a resource of its own names its web ACL.
  return stack.ofType(awsType.webAcl).some((acl) => before.has(acl.urn) && pointsAt(resource, "webAclArn", acl));
};

/** The web ACLs before stages that take records, and the rule groups that these refer to, by URN. */
const aclsBeforeRecords = oncePerStack((stack): ReadonlySet<string> => {
  const associations = stack
    .ofType(awsType.webAclAssociation)
    .filter((association) =>
      (association.propertyDependencies.resourceArn ?? []).some((source) => takesRecords(source, stack)),
    );
  const acls = associations.flatMap((association) => association.propertyDependencies.webAclArn ?? []);
  const associated = stack
    .ofType(awsType.webAclRuleGroup)
    .filter((association) => acls.some((acl) => pointsAt(association, "webAclArn", acl)));
  const groups = [...acls, ...associated].flatMap((holder) => Object.values(holder.propertyDependencies).flat());
  return new Set([...acls, ...groups].map(({ urn }) => urn));
});
