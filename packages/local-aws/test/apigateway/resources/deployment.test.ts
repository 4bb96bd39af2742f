import { refuses } from "./control-plane";

describe("API Gateway's control plane for deployments", () => {
  refuses(
    [
      "a deployment of an API without methods",
      async ({ aws }) => {
        const { id } = await aws.create("RestApi", { name: "empty" });
        return aws.create("Deployment", { restApi: id });
      },
      "BadRequestException",
      "The REST API doesn't contain any methods",
    ],
    [
      "a deployment of a method without an integration",
      async ({ aws, restApi, place }) => {
        await aws.delete("Integration", "", place);
        return aws.create("Deployment", { restApi });
      },
      "BadRequestException",
      "No integration defined for method",
    ],
    [
      "to delete a deployment that a stage points to",
      async ({ aws, restApi, deployment }) => {
        await aws.create("Stage", { restApi, deployment, stageName: "s" });
        return aws.delete("Deployment", deployment, { restApi });
      },
      "BadRequestException",
      "Active stages pointing to this deployment must be moved or deleted",
    ],
  );
});
