import { refuses, takesNo } from "./control-plane";

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
  );

  takesNo(
    "Stage",
    ["stage name with a dot", { restApi: "a", deployment: "d", stageName: "a.b" }, "stageName"],
    ["canary", { restApi: "a", deployment: "d", stageName: "s", canarySettings: {} }, "canarySettings"],
  );
});
