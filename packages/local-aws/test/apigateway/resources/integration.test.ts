import assert from "node:assert/strict";

import { IntegrationInputs } from "../../../src/apigateway/inputs/integration";
import { apigatewayResources } from "../../../src/apigateway/resources";
import { createProvider } from "../../../src/provider/provider";
import { PUT_RECORD_URI, REGION, ROLE_ARN } from "../../support/api-gateway";
import { buildApi, emptyGateway, refuses, takesNo } from "./control-plane";

const PLACE = { restApi: "a", resourceId: "r", httpMethod: "POST" };
const keyed = { type: "AWS", integrationHttpMethod: "POST", uri: PUT_RECORD_URI, credentials: ROLE_ARN };

describe("API Gateway's control plane for integrations", () => {
  it("deletes an integration before it puts it anew: a method has room for one", () => {
    const { gateway } = emptyGateway();
    const provider = createProvider(apigatewayResources(gateway), gateway.environment);
    const place = IntegrationInputs.parse({ ...PLACE, region: REGION, type: "MOCK" });
    const never = { ...place, passthroughBehavior: "NEVER" };
    assert.deepEqual(provider.diff("aws:apigateway/integration:Integration", place, place, never), {
      changed: ["passthroughBehavior"],
      replaces: ["passthroughBehavior"],
      deleteBeforeReplace: true,
    });
  });

  it("loses an integration's responses with the integration, as AWS does", async () => {
    const { aws, place } = await buildApi();
    await aws.delete("Integration", "", place);
    await aws.create("Integration", { ...place, type: "MOCK" });
    assert.equal(await aws.read("IntegrationResponse", "", { ...place, statusCode: "200" }), undefined);
  });

  it("refuses a template of more than 300 KB", async () => {
    const { gateway } = emptyGateway();
    const provider = createProvider(apigatewayResources(gateway), gateway.environment);
    const requestTemplates = { "application/json": "x".repeat(300 * 1024 + 1) };
    await assert.rejects(
      provider.create("aws:apigateway/integration:Integration", { ...PLACE, type: "MOCK", requestTemplates }),
      /requestTemplates\.application\/json: expected a template of at most 300 KB/,
    );
  });

  refuses(
    [
      "an integration without a method",
      ({ aws, place }) => aws.create("Integration", { ...place, httpMethod: "GET", type: "MOCK" }),
      "NotFoundException",
      "Invalid Method identifier specified",
    ],
    [
      "an integration without an HTTP method of its own",
      ({ aws, place }) => aws.create("Integration", { ...place, ...keyed, integrationHttpMethod: undefined }),
      "BadRequestException",
      /HttpMethod must be non-empty/,
    ],
    [
      "an integration with another service",
      ({ aws, place }) =>
        aws.create("Integration", { ...place, ...keyed, uri: PUT_RECORD_URI.replace("kinesis", "sqs") }),
      "BadRequestException",
      /integrationTarget in packages\/local-aws\/src\/sqs\/index\.ts/,
    ],
    [
      "an integration in another partition",
      ({ aws, place }) =>
        aws.create("Integration", { ...place, ...keyed, uri: PUT_RECORD_URI.replace("arn:aws:", "arn:aws-cn:") }),
      "BadRequestException",
      /Invalid ARN/,
    ],
    [
      "an integration without a role",
      ({ aws, place }) => aws.create("Integration", { ...place, ...keyed, credentials: undefined }),
      "BadRequestException",
      /credentials/,
    ],
    [
      "an integration as the caller",
      ({ aws, place }) => aws.create("Integration", { ...place, ...keyed, credentials: "arn:aws:iam::*:user/*" }),
      "BadRequestException",
      /credentials/,
    ],
    [
      "a mapping of a parameter that is not declared",
      ({ aws, place }) =>
        aws.create("Integration", {
          ...place,
          ...keyed,
          requestParameters: { "integration.request.header.A": "method.request.header.a" },
        }),
      "BadRequestException",
      "Invalid mapping expression parameter specified: method.request.header.a",
    ],
    [
      "a static value without quotes",
      ({ aws, place }) =>
        aws.create("Integration", { ...place, ...keyed, requestParameters: { "integration.request.header.A": "a" } }),
      "BadRequestException",
      "Invalid mapping expression specified: a",
    ],
    [
      "a request template that the renderer refuses",
      ({ aws, place }) =>
        aws.create("Integration", { ...place, ...keyed, requestTemplates: { "application/json": "$nope" } }),
      "BadRequestException",
      /requestTemplates\.application\/json: .*never sets \$nope/,
    ],
  );

  takesNo(
    "Integration",
    ["HTTP integration", { ...PLACE, type: "HTTP" }, "type"],
    ["timeout below 50 ms", { ...PLACE, type: "MOCK", timeoutMilliseconds: 49 }, "timeoutMilliseconds"],
    ["timeout above 29 s", { ...PLACE, type: "MOCK", timeoutMilliseconds: 29_001 }, "timeoutMilliseconds"],
    [
      "template without a content type",
      { ...PLACE, type: "MOCK", requestTemplates: { "123": "x" } },
      "requestTemplates.123",
    ],
  );
});
