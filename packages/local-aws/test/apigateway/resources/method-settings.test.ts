import { refuses, takesNo } from "./control-plane";

describe("API Gateway's control plane for method settings", () => {
  refuses(
    [
      "settings of an unknown stage",
      ({ aws, restApi }) =>
        aws.create("MethodSettings", { restApi, stageName: "nope", methodPath: "*/*", settings: {} }),
      "NotFoundException",
      /stage/,
    ],
    [
      "execution logs without the account's role",
      async ({ aws, restApi, deployment }) => {
        await aws.create("Stage", { restApi, deployment, stageName: "s" });
        return aws.create("MethodSettings", {
          restApi,
          stageName: "s",
          methodPath: "*/*",
          settings: { loggingLevel: "ERROR" },
        });
      },
      "BadRequestException",
      /CloudWatch Logs role/,
    ],
  );

  takesNo(
    "MethodSettings",
    [
      "method path with a slash at the start",
      { restApi: "a", stageName: "s", methodPath: "/x/POST", settings: {} },
      "methodPath",
    ],
    [
      "caching",
      { restApi: "a", stageName: "s", methodPath: "*/*", settings: { cachingEnabled: true } },
      "settings.cachingEnabled",
    ],
  );
});
