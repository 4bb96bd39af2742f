import { refuses, takesNo } from "./control-plane";

describe("API Gateway's control plane for gateway responses", () => {
  refuses([
    "a gateway response's mapping that is none",
    ({ aws, restApi }) =>
      aws.create("Response", {
        restApiId: restApi,
        responseType: "THROTTLED",
        responseParameters: { "gatewayresponse.header.A": "a" },
      }),
    "BadRequestException",
    /Invalid mapping expression/,
  ]);

  takesNo("Response", [
    "gateway response that does not exist",
    { restApiId: "a", responseType: "TEAPOT" },
    "responseType",
  ]);
});
