import { resourceRule } from "../pack/rule";
import { valueAt } from "../read/resource";
import { awsType } from "../read/types";

interface Config {
  readonly minimumDays: number;
}

/** What Secrets Manager waits when nobody says. */
const DEFAULT_DAYS = 30;

export const secretDeletionWindow = resourceRule<Config>({
  name: "secret-deletion-window",
  description: "A deleted secret can be restored for some days.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set recoveryWindowInDays to at least what the configuration asks for (7 to 30), or leave it out for 30.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
  tags: ["secretsmanager", "security", "secrets"],
  configSchema: {
    properties: { minimumDays: { type: "integer", minimum: 0, maximum: 30, default: 7, laxer: "lower" } },
  },
  types: [awsType.secret],
  checks: [
    (secret, { minimumDays }) => {
      const days = valueAt(secret, "recoveryWindowInDays") ?? DEFAULT_DAYS;
      if (typeof days !== "number" || days >= minimumDays) return undefined;
      return `recoveryWindowInDays is ${days}, at least ${minimumDays} are required: what is deleted is gone${days === 0 ? " at once" : ""}.`;
    },
  ],
});
