import type { Resource } from "../../../src/resource";
import { REGION } from "../../support/api-gateway";
import { type Built, refuses, takesNo } from "./control-plane";

const GROUP_ARN = "arn:aws:logs:eu-west-1:123456789012:log-group:/access";

/** A stage with this access log, in a region that has a role for logs. */
function withAccessLog({ aws, gateway, restApi, deployment }: Built, accessLogSettings: object): Promise<Resource> {
  gateway.cloudwatchRoleArns.set(REGION, "arn:aws:iam::123456789012:role/logs");
  return aws.create("Stage", { restApi, deployment, stageName: "s", accessLogSettings });
}

describe("API Gateway's control plane for stages", () => {
  refuses(
    [
      "a stage of an unknown deployment",
      ({ aws, restApi }) => aws.create("Stage", { restApi, deployment: "nope", stageName: "s" }),
      "NotFoundException",
      "Invalid Deployment identifier specified",
    ],
    [
      "a stage twice",
      async ({ aws, restApi, deployment }) => {
        await aws.create("Stage", { restApi, deployment, stageName: "s" });
        return aws.create("Stage", { restApi, deployment, stageName: "s" });
      },
      "ConflictException",
      "Stage already exists",
    ],
    [
      "access logs without the account's role",
      ({ aws, restApi, deployment }) =>
        aws.create("Stage", {
          restApi,
          deployment,
          stageName: "s",
          accessLogSettings: { destinationArn: "arn:aws:logs:::x", format: "x" },
        }),
      "BadRequestException",
      "CloudWatch Logs role ARN must be set in account settings to enable logging",
    ],
    [
      "an access log that goes to no log group",
      (built) => withAccessLog(built, { destinationArn: "arn:aws:s3:::logs", format: "$context.requestId" }),
      "BadRequestException",
      "Invalid ARN specified in the request: arn:aws:s3:::logs",
    ],
    [
      "an access log of several lines",
      (built) => withAccessLog(built, { destinationArn: GROUP_ARN, format: "$context.requestId\nx" }),
      "BadRequestException",
      "Access Log format must be single line, new line character is allowed only at end of the format: '$context",
    ],
    [
      "an access log without a request's id",
      (built) => withAccessLog(built, { destinationArn: GROUP_ARN, format: "$context.status" }),
      "BadRequestException",
      "must include either $context.requestId or $context.extendedRequestId : '$context.status'",
    ],
  );

  takesNo(
    "Stage",
    ["stage name with a dot", { restApi: "a", deployment: "d", stageName: "a.b" }, "stageName"],
    ["canary", { restApi: "a", deployment: "d", stageName: "s", canarySettings: {} }, "canarySettings"],
  );
});
