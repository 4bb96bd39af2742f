import assert from "node:assert/strict";

import { providerProblems, type ProviderSettings } from "../../config/provider-settings";

const settings = { regions: ["eu-west-1"], tags: { team: "data", CostCenter: "7" } };
const problems = (provider: ProviderSettings, own: Record<string, unknown> = settings) =>
  providerProblems(provider, own);

const NOT_IAM = "in other capitals, which IAM takes for the same";
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, ""]));

describe("settings of the AWS provider", () => {
  it("pass where AWS takes them", () => {
    assert.deepEqual(
      problems({
        region: "us-east-1",
        stsRegion: "eu-west-1",
        profile: "cdc-prod",
        allowedAccountIds: ["012345678901", 123456789012],
        assumeRoles: [{ roleArn: "arn:aws:iam::123456789012:role/ci/deploy", sessionName: "pulumi" }, {}],
        defaultTags: { tags: { ...many(43), team: "other", stage: "mine", cost: 7, isShared: true } },
        retryMode: "adaptive",
        skipMetadataApiCheck: true,
        maxRetries: 25,
        endpoints: [{ kinesis: "http://localhost:4566" }],
      }),
      [],
    );
  });

  it("pass where a local run cannot open them", () => {
    const hidden = { region: "[encrypted]", allowedAccountIds: ["[encrypted]"], maxRetries: "[encrypted]" };
    assert.deepEqual(problems(hidden), []);
  });

  it("pass in every partition", () => {
    const china = { region: "cn-north-1", assumeRoles: [{ roleArn: "arn:aws-cn:iam::123456789012:role/deploy" }] };
    assert.deepEqual(problems(china, { regions: ["cn-northwest-1"] }), []);
  });

  const wrong: Record<string, [provider: ProviderSettings, ...problems: string[]]> = {
    "a region that is none": [
      { region: "EU-WEST-1", stsRegion: 7 },
      `aws:region: expected an AWS region such as ap-south-1, got "EU-WEST-1"`,
      "aws:stsRegion: expected an AWS region such as ap-south-1, got 7",
    ],
    "a region of another partition than the stage's": [
      { region: "us-gov-west-1" },
      `aws:region: expected a region of the partition aws, as eu-west-1 in regions is, got "us-gov-west-1"`,
    ],
    "an account id that YAML took a zero from": [
      { allowedAccountIds: [12345678901] },
      "aws:allowedAccountIds: expected a list of account ids of 12 digits, in quotes, got [12345678901]",
    ],
    "an account id that is no list": [
      { forbiddenAccountIds: "123456789012" },
      `aws:forbiddenAccountIds: expected a list of account ids of 12 digits, in quotes, got "123456789012"`,
    ],
    "accounts both allowed and forbidden": [
      { allowedAccountIds: ["123456789012"], forbiddenAccountIds: ["210987654321"] },
      `aws:forbiddenAccountIds: expected nothing beside aws:allowedAccountIds, since the AWS provider takes only one of the two, got ["210987654321"]`,
    ],
    "a role that is none, and one of another partition": [
      {
        assumeRoles: [{ roleArn: "deploy" }, { roleArn: "arn:aws-us-gov:iam::123456789012:role/deploy" }],
      },
      `aws:assumeRoles[0].roleArn: expected the ARN of a role such as arn:aws:iam::123456789012:role/deploy, got "deploy"`,
      `aws:assumeRoles[1].roleArn: expected a role of the partition aws, as eu-west-1 in regions is, got "arn:aws-us-gov:iam::123456789012:role/deploy"`,
    ],
    "roles that are no list": [
      { assumeRoles: { roleArn: "x" } },
      "aws:assumeRoles: expected a list of roles, got a value of type object",
    ],
    "values of another type": [
      { retryMode: "legacy", insecure: "yes", maxRetries: "many", sharedConfigFiles: "~/.aws/config" },
      `aws:retryMode: expected standard or adaptive, got "legacy"`,
      `aws:insecure: expected true or false, got "yes"`,
      `aws:maxRetries: expected a whole number from 0, got "many"`,
      `aws:sharedConfigFiles: expected a list, got "~/.aws/config"`,
    ],
    "default tags that are no map": [
      { defaultTags: { tags: ["team"] } },
      `aws:defaultTags: expected a map with the key tags, got {"tags":["team"]}`,
    ],
    "default tags that make too many with ours and the team's": [
      { defaultTags: { tags: { ...many(46), team: "other" } } },
      "aws:defaultTags: expected at most 50 tags on a resource: these, tags, and service, stage, managed-by together, got 51",
    ],
    "default tags that IAM takes for one of ours, of the team's, or of each other": [
      { defaultTags: { tags: { Stage: "x", costcenter: "y", a: "1", A: "2" } } },
      `aws:defaultTags.tags.Stage: expected a tag name that is not stage ${NOT_IAM}, got "Stage"`,
      `aws:defaultTags.tags.costcenter: expected a tag name that is not CostCenter ${NOT_IAM}, got "costcenter"`,
      `aws:defaultTags.tags.A: expected a tag name that is not a ${NOT_IAM}, got "A"`,
    ],
    "a default tag of characters that AWS refuses": [
      { defaultTags: { tags: { "a&b": "c;d" } } },
      `aws:defaultTags.tags.a&b: expected a tag name of 1 to 128 letters, digits, spaces or _.:/=+-@ that do not begin with aws:, got "a&b"`,
      `aws:defaultTags.tags.a&b: expected up to 256 letters, digits, spaces or _.:/=+-@ that do not begin with aws:, got "c;d"`,
    ],
  };
  for (const [name, [provider, ...expected]] of Object.entries(wrong)) {
    it(`do not pass with ${name}`, () => {
      assert.deepEqual(problems(provider), expected);
    });
  }

  it("are compared with nothing that is wrong in itself", () => {
    const provider = { region: "us-gov-west-1", defaultTags: {} };
    assert.deepEqual(problems(provider, { regions: "eu-west-1", tags: 7 }), []);
    assert.deepEqual(problems(provider, { regions: ["eu-west-1", "cn-north-1"] }), []);
  });
});
