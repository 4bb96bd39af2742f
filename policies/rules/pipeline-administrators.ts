import { stackRule } from "../pack/rule";
import { guardedResources, isOfGuarded } from "../read/guarded-resources";
import { identityPolicyTypes, identityStatements, isOnlyBoundary } from "../read/policy-holders";

export const pipelineAdministrators = stackRule({
  name: "pipeline-administrators",
  description:
    "No role of the stack may change the API, its role, its key, a connector's file, the stream's key, or an alarm.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Change them by this program, and let other roles read and call alone.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  tags: ["iam", "apigateway", "kinesis", "security", "access-control", "data-loss"],
  types: identityPolicyTypes,
  checks: [
    (holder, stack) => {
      const guarded = guardedResources(stack);
      if (guarded.length === 0 || isOnlyBoundary(holder, stack)) return undefined;
      const statements = identityStatements(holder).filter(({ allows }) => allows);
      return statements.flatMap(({ name, actions, resources }) =>
        guarded
          .filter((one) => resources.some((arn) => isOfGuarded(arn, one)))
          .flatMap((one) =>
            one.actions
              .filter((action) => actions.some((given) => given.toLowerCase() === action.toLowerCase()))
              .map((action) => `${name} allows ${action} on ${one.what}.`),
          ),
      );
    },
  ],
});
