import { stackRule } from "../pack/rule";
import { guardedResources, isOfGuarded } from "../read/guarded-resources";
import { includesIgnoringCase, isAccountOf, matchesAction } from "../read/permissions/policy-document";
import { identityPolicyTypes, identityStatements, isOnlyBoundary } from "../read/permissions/policy-holders";
import { resourceStatements } from "../read/permissions/resource-policy";
import { knownAt } from "../read/stack";
import { awsType } from "../read/types";

export const pipelineAdministrators = stackRule({
  name: "pipeline-administrators",
  description:
    "No role of the stack may change the API, its role, its key, a connector's file, the stream's key, an alarm, or what it counts.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Change them by this program, and let other roles read and call alone.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  tags: ["iam", "apigateway", "kinesis", "security", "access-control", "data-loss"],
  types: [...identityPolicyTypes, awsType.secret, awsType.secretPolicy],
  checks: [
    (holder, stack) => {
      if (!identityPolicyTypes.includes(holder.type)) return undefined;
      const guarded = guardedResources(stack);
      if (guarded.length === 0 || isOnlyBoundary(holder, stack)) return undefined;
      const statements = identityStatements(holder).filter(({ allows }) => allows);
      return statements.flatMap(({ name, actions, resources }) =>
        guarded
          .filter((one) => resources.some((arn) => isOfGuarded(arn, one)))
          .flatMap((one) =>
            one.actions
              .filter((action) => includesIgnoringCase(actions, action))
              .map((action) => `${name} allows ${action} on ${one.what}.`),
          ),
      );
    },
    (carrier, stack) => {
      if (identityPolicyTypes.includes(carrier.type)) return undefined;
      const arn = knownAt(carrier, carrier.type === awsType.secret ? "arn" : "secretArn");
      const secret = guardedResources(stack).find(({ arns }) => arns.includes(arn as string));
      if (secret === undefined) return undefined;
      return resourceStatements(carrier)
        .filter(({ allows, principals }) => allows && !principals.every(({ id }) => isAccountOf(id, arn)))
        .flatMap(({ name, actions }) =>
          secret.actions
            .filter((action) => matchesAction(actions, action.toLowerCase()))
            .map((action) => `${name} allows ${action} on ${secret.what}.`),
        );
    },
  ],
});
