import { refuses, takesNo } from "./control-plane";

const PLACE = { restApi: "a", resourceId: "r", httpMethod: "POST" };

describe("API Gateway's control plane for methods' responses", () => {
  refuses(
    [
      "a method response twice",
      ({ aws, place }) => aws.create("MethodResponse", { ...place, statusCode: "200" }),
      "ConflictException",
      /already exists/,
    ],
    [
      "a method response's new status, of which the real provider tells AWS as if it were there",
      ({ aws, place }) =>
        aws.update("MethodResponse", "", { ...place, statusCode: "201" }, { ...place, statusCode: "200" }),
      "NotFoundException",
      "Invalid Response status code specified",
    ],
  );

  takesNo("MethodResponse", ["status that is none", { ...PLACE, statusCode: "wrong" }, "statusCode"]);
});
