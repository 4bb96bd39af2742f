import { refuses } from "./control-plane";

describe("API Gateway's control plane for integrations' responses", () => {
  refuses(
    [
      "a response of a status that the method does not declare",
      ({ aws, place }) => aws.create("IntegrationResponse", { ...place, statusCode: "404" }),
      "NotFoundException",
      "Invalid Response status code specified",
    ],
    [
      "a response of a method without an integration",
      async ({ aws, place }) => {
        await aws.delete("Integration", "", place);
        return aws.create("IntegrationResponse", { ...place, statusCode: "200" });
      },
      "NotFoundException",
      "Invalid Integration identifier specified",
    ],
    [
      "a response header that the method response does not declare",
      ({ aws, place }) =>
        aws.create("IntegrationResponse", {
          ...place,
          statusCode: "200",
          responseParameters: { "method.response.header.A": "'a'" },
        }),
      "BadRequestException",
      "Invalid mapping expression parameter specified: method.response.header.A",
    ],
    [
      "a response pattern that Java alone reads",
      ({ aws, place }) => aws.create("IntegrationResponse", { ...place, statusCode: "200", selectionPattern: "2++" }),
      "BadRequestException",
      /selectionPattern/,
    ],
    [
      "a response template that the renderer refuses",
      ({ aws, place }) =>
        aws.update("IntegrationResponse", "", {
          ...place,
          statusCode: "200",
          responseTemplates: { "application/json": "#stop" },
        }),
      "BadRequestException",
      /responseTemplates/,
    ],
  );
});
