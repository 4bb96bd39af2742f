import assert from "node:assert/strict";

import { readFlags } from "../../../commands/import/flags";
import { UsageError } from "../../../commands/shared/errors";

describe("the command line of npm run import", () => {
  it("is taken with an id, a name and a stage", () => {
    const { apiId, stream, region } = readFlags({ stage: "prod", "api-id": "a1b2c3d4e5", stream: "orders.v1" });
    assert.deepEqual([apiId, stream, region], ["a1b2c3d4e5", "orders.v1", undefined]);
  });

  it("names all its problems before the program is previewed", () => {
    const address = "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod";
    const arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    assert.throws(
      () => readFlags({ "api-id": address, stream: arn, "key-id": "", output: "" }),
      new UsageError(
        [
          "--stage: expected the name of a stage, got nothing.",
          `--api-id: expected the first part of the API's address, such as a1b2c3d4e5, got ${address}.`,
          `--stream: expected the name of a stream (1 to 128 letters, digits, _, . and -), got ${arn}.`,
          "--key-id: expected the id of an API key, not its value, got nothing.",
          "--output: expected a file to write, got nothing.",
        ].join("\n"),
      ),
    );
  });
});
