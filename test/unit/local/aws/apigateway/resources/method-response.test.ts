import { refuses, takesNo } from "./control-plane";

const PLACE = { restApi: "a", resourceId: "r", httpMethod: "POST" };

describe("API Gateway's control plane for methods' responses", () => {
  refuses([
    "a method response twice",
    ({ aws, place }) => aws.create("MethodResponse", { ...place, statusCode: "200" }),
    "ConflictException",
    /already exists/,
  ]);

  takesNo("MethodResponse", ["status that is none", { ...PLACE, statusCode: "wrong" }, "statusCode"]);
});
