import assert from "node:assert/strict";
import { accountProblems } from "../../../config/accounts";

describe("accounts in the provider's settings", () => {
  it("are refused where they have lost a zero, for the provider would refuse them", () => {
    assert.deepEqual(
      accountProblems({ "aws:allowedAccountIds": '[12345678912,"012345678912"]', "aws:forbiddenAccountIds": '["1"]' }),
      [
        "aws:allowedAccountIds[0]: expected an account's 12 digits in quotes, got 12345678912",
        'aws:forbiddenAccountIds[0]: expected an account\'s 12 digits in quotes, got "1"',
      ],
    );
  });

  it("are otherwise the provider's own matter", () => {
    const taken = ['["012345678912",123456789012]', '["[encrypted]"]', "[encrypted]", "", "123456789012"];
    for (const value of taken) assert.deepEqual(accountProblems({ "aws:allowedAccountIds": value }), [], value);
    assert.deepEqual(accountProblems({}), []);
  });
});
