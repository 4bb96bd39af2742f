import { refuses, takesNo } from "./control-plane";

const PLACE = { restApi: "a", resourceId: "r", httpMethod: "POST" };

describe("API Gateway's control plane for methods", () => {
  refuses(
    [
      "a method twice",
      ({ aws, place }) => aws.create("Method", { ...place, authorization: "NONE" }),
      "ConflictException",
      "Method already exists for this resource",
    ],
    [
      "a method with an unknown validator",
      ({ aws, place }) =>
        aws.create("Method", { ...place, httpMethod: "GET", authorization: "NONE", requestValidatorId: "nope" }),
      "BadRequestException",
      "Invalid Request Validator identifier specified",
    ],
    [
      "parameters of one name in two places",
      ({ aws, place }) =>
        aws.create("Method", {
          ...place,
          httpMethod: "GET",
          authorization: "NONE",
          requestParameters: { "method.request.header.a": true, "method.request.querystring.a": false },
        }),
      "BadRequestException",
      /must be unique/,
    ],
  );

  takesNo(
    "Method",
    ["method with IAM", { ...PLACE, authorization: "AWS_IAM" }, "authorization"],
    ["method that HTTP does not know", { ...PLACE, httpMethod: "FETCH", authorization: "NONE" }, "httpMethod"],
    [
      "method with a model of one's own",
      { ...PLACE, authorization: "NONE", requestModels: { "application/json": "Mine" } },
      "requestModels.application/json",
    ],
  );
});
