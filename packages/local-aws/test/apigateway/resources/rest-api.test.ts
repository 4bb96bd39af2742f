import { refuses, takesNo } from "./control-plane";

describe("API Gateway's control plane for REST APIs", () => {
  refuses(
    [
      "an enhanced security policy without an access mode",
      ({ aws }) =>
        aws.create("RestApi", {
          name: "a",
          endpointConfiguration: { types: "REGIONAL" },
          securityPolicy: "SecurityPolicy_TLS13_1_2_PQ_2025_09",
        }),
      "BadRequestException",
      /endpointAccessMode/,
    ],
    [
      "an access mode without an enhanced security policy",
      ({ aws }) => aws.create("RestApi", { name: "a", securityPolicy: "TLS_1_2", endpointAccessMode: "STRICT" }),
      "BadRequestException",
      /endpointAccessMode needs/,
    ],
    [
      "a security policy for another type of endpoint",
      ({ aws, restApi }) =>
        aws.update("RestApi", restApi, {
          name: "a",
          securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
          endpointAccessMode: "STRICT",
        }),
      "BadRequestException",
      /not for endpoints of type EDGE/,
    ],
  );

  takesNo(
    "RestApi",
    ["API with a body", { name: "a", body: "{}" }, "body"],
    ["API with a policy", { name: "a", policy: "{}" }, "policy"],
    ["private API", { name: "a", endpointConfiguration: { types: "PRIVATE" } }, "endpointConfiguration.types"],
    ["API with keys from an authorizer", { name: "a", apiKeySource: "AUTHORIZER" }, "apiKeySource"],
    ["unknown security policy", { name: "a", securityPolicy: "TLS_1_3" }, "securityPolicy"],
  );
});
