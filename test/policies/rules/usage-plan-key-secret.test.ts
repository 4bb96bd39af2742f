import { usagePlanKeySecret } from "../../../policies/rules/usage-plan-key-secret";
import { changeFixture } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const secrets = (additionalSecretOutputs: string[]) =>
  changeFixture("link", (link) => ({ ...link, options: { additionalSecretOutputs } }));

const CLEAR =
  "additionalSecretOutputs does not name value: the state, previews and exports hold the API key in clear text.";

describeRule(usagePlanKeySecret, {
  finds: {
    "a link without secret outputs": { stack: secrets([]), found: { link: [CLEAR] } },
    "a link with another secret output": { stack: secrets(["name"]), found: { link: [CLEAR] } },
  },
  accepts: { "one more secret output": { stack: secrets(["name", "value"]) } },
});
