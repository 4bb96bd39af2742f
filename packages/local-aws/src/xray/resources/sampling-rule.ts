import { arnOf } from "../../arn";
import type { ByRegion } from "../../by-region";
import { AwsError } from "../../errors";
import { inRegion } from "../../in-region";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { SamplingRuleInputs } from "../inputs/sampling-rule";

/** Rules of an account in a region, without `Default`: https://docs.aws.amazon.com/general/latest/gr/xray.html */
const MAX_RULES = 25;

/**
 * `aws:xray/samplingRule:SamplingRule`
 * @param accountId 12 digits
 * @param rules of the account, by name
 * @returns the model
 */
export function samplingRuleModel(
  accountId: string,
  rules: ByRegion<SamplingRuleInputs>,
): MemoryModel<SamplingRuleInputs> {
  const outputsOf = (inputs: SamplingRuleInputs): Properties => ({
    ...inputs,
    tagsAll: inputs.tags ?? {},
    arn: arnOf("xray", inputs.region, accountId, `sampling-rule/${inputs.ruleName}`),
  });
  const steps = inRegion<SamplingRuleInputs>({ kept: rules, nameOf: ({ ruleName }) => ruleName, outputsOf });
  return {
    type: "aws:xray/samplingRule:SamplingRule",
    inputs: SamplingRuleInputs,
    replaceOn: ["ruleName", "version"],
    importId: "ruleName",
    idOf: ({ ruleName }) => String(ruleName),
    computed: ["arn"],
    ...steps,
    create: (inputs) => {
      refuseNewRule(inputs, rules.in(inputs.region));
      return steps.create(inputs);
    },
  };
}

/** AWS documents both refusals; the texts are ours. */
function refuseNewRule({ ruleName }: SamplingRuleInputs, known: ReadonlyMap<string, SamplingRuleInputs>): void {
  if (known.has(ruleName) || ruleName === "Default") {
    throw new AwsError("InvalidRequestException", `The sampling rule ${ruleName} already exists`);
  }
  if (known.size >= MAX_RULES) {
    throw new AwsError("RuleLimitExceededException", `There are ${MAX_RULES} sampling rules already`);
  }
}
