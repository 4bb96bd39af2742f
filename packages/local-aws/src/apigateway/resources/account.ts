import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { AccountInputs } from "../inputs/account";
import { logRoleArnOf, refuseLogRole } from "../log-role";
import type { ApiGateway } from "../state";

/**
 * The account's limit in most regions. This local AWS does not apply it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
const THROTTLE_SETTINGS = [{ burstLimit: 5000, rateLimit: 10_000 }];

/**
 * `aws:apigateway/account:Account`: the settings of API Gateway in a region. They are always there, so it can be read
 * without having been made; its delete takes the role out of them.
 * @param gateway of the account
 * @returns the model
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigateway/account.go
 */
export function accountModel(gateway: ApiGateway): MemoryModel<AccountInputs> {
  const outputsOf = (region: string): Properties => ({
    region,
    cloudwatchRoleArn: logRoleArnOf(gateway, region),
    apiKeyVersion: "4",
    features: ["UsagePlans"],
    throttleSettings: THROTTLE_SETTINGS,
  });
  const put = ({ region, cloudwatchRoleArn }: AccountInputs): Properties => {
    if (cloudwatchRoleArn !== "") refuseLogRole(gateway.roles, cloudwatchRoleArn);
    gateway.cloudwatchRoleArns.set(region, cloudwatchRoleArn);
    return outputsOf(region);
  };
  return {
    type: "aws:apigateway/account:Account",
    inputs: AccountInputs,
    replaceOn: [],
    importId: "id",
    computed: ["apiKeyVersion", "features", "throttleSettings"],
    create: (inputs) => ({ id: gateway.accountId, outputs: put(inputs) }),
    read: (_id, known) => outputsOf(String(known.region)),
    update: (_id, inputs) => put(inputs),
    delete: (_id, known) => {
      gateway.cloudwatchRoleArns.set(String(known.region), "");
    },
  };
}
