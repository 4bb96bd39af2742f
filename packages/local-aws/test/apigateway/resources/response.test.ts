import assert from "node:assert/strict";

import { buildApi, refuses, takesNo } from "./control-plane";

describe("API Gateway's control plane for gateway responses", () => {
  it("fills in the type's status and the default template, none of them for good", async () => {
    const { aws, restApi } = await buildApi();
    const own = { restApiId: restApi, responseType: "THROTTLED" };
    const defaults = {
      statusCode: "429",
      responseTemplates: { "application/json": '{"message":$context.error.messageString}' },
    };
    const { outputs } = await aws.create("Response", own);
    assert.deepEqual(outputs, { region: outputs.region, ...own, ...defaults });
    const given = { ...own, statusCode: "503", responseTemplates: { "text/plain": "no" } };
    const { statusCode, responseTemplates } = await aws.update("Response", "", given);
    assert.deepEqual(
      { statusCode, responseTemplates },
      { statusCode: "503", responseTemplates: { "text/plain": "no" } },
    );
    await aws.update("Response", "", own);
    const read = (await aws.read("Response", "", own)) ?? {};
    assert.deepEqual({ ...read, region: outputs.region }, outputs);
  });

  it("gives the two defaults no status of their own", async () => {
    const { aws, restApi } = await buildApi();
    for (const responseType of ["DEFAULT_4XX", "DEFAULT_5XX"]) {
      assert.equal((await aws.create("Response", { restApiId: restApi, responseType })).outputs.statusCode, undefined);
    }
  });

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
