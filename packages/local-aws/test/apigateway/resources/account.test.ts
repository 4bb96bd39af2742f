import assert from "node:assert/strict";

import { openTestAccount } from "../../support/services";

const ACCOUNT = "aws:apigateway/account:Account";
const ROLE = "arn:aws:iam::123456789012:role/logs";

const allow = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

const trustOf = (service: string): string => allow({ Principal: { Service: service }, Action: "sts:AssumeRole" });

const ALL_ACTIONS = allow({ Action: "logs:*", Resource: "*" });

describe("API Gateway's settings for the account", () => {
  it("can be read where nobody has made them", async () => {
    const { provider } = openTestAccount();
    const read = await provider.read(ACCOUNT, "123456789012", { region: "ap-south-1" }, {});
    assert.equal(read?.outputs.cloudwatchRoleArn, "");
    assert.deepEqual(read.outputs.throttleSettings, [{ burstLimit: 5000, rateLimit: 10_000 }]);
  });

  it("are a region's own", async () => {
    const { provider, roles } = openTestAccount();
    roles.add("logs", ROLE, trustOf("apigateway.amazonaws.com"));
    roles.putPolicy("logs", "p", ALL_ACTIONS);
    await provider.create(ACCOUNT, { cloudwatchRoleArn: ROLE });
    const roleIn = async (region: string): Promise<unknown> =>
      (await provider.read(ACCOUNT, "123456789012", { region }, {}))?.outputs.cloudwatchRoleArn;
    assert.deepEqual([await roleIn("eu-west-1"), await roleIn("ap-south-1")], [ROLE, ""]);
    await provider.delete(ACCOUNT, "123456789012", { region: "eu-west-1" });
    assert.equal(await roleIn("eu-west-1"), "");
  });

  it("begin with a role where the account is said to have one", async () => {
    const { provider } = openTestAccount({ hasLogRole: true });
    const read = await provider.read(ACCOUNT, "123456789012", { region: "ap-south-1" }, {});
    assert.match(String(read?.outputs.cloudwatchRoleArn), /^arn:aws:iam::123456789012:role\//);
  });

  const NO_PERMISSION =
    /BadRequestException: The role ARN does not have required permissions configured\. Please grant trust permission for API Gateway and add the required role policy\./;
  const REFUSED: readonly (readonly [what: string, trusted: string, policy: string | undefined])[] = [
    ["another service may assume", "ec2.amazonaws.com", ALL_ACTIONS],
    ["may nothing", "apigateway.amazonaws.com", undefined],
    ["may not put events", "apigateway.amazonaws.com", allow({ NotAction: "logs:PutLogEvents", Resource: "*" })],
    [
      "may write to one log group only",
      "apigateway.amazonaws.com",
      allow({ Action: "logs:*", Resource: "arn:aws:logs:*:*:log-group:one" }),
    ],
  ];
  for (const [what, trusted, policy] of REFUSED) {
    it(`refuse a role that ${what}`, async () => {
      const { provider, roles } = openTestAccount();
      roles.add("logs", ROLE, trustOf(trusted));
      if (policy !== undefined) roles.putPolicy("logs", "p", policy);
      await assert.rejects(provider.create(ACCOUNT, { cloudwatchRoleArn: ROLE }), NO_PERMISSION);
    });
  }

  it("refuse a role that does not exist, and what is no role", async () => {
    const { provider } = openTestAccount();
    await assert.rejects(provider.create(ACCOUNT, { cloudwatchRoleArn: ROLE }), NO_PERMISSION);
    await assert.rejects(
      provider.create(ACCOUNT, { cloudwatchRoleArn: "logs" }),
      /cloudwatchRoleArn: expected the ARN/,
    );
  });
});
