import assert from "node:assert/strict";

import { UserError } from "../../../commands/shared/errors";
import { streamNameOf } from "../../../commands/shared/stream-name";

describe("the stream that a connector's records go to", () => {
  it("is the one that the connector's file names", () => {
    assert.equal(streamNameOf({ streamname: "b" }, { streams: { a: "arn:a", b: "arn:b" } }), "b");
  });

  it("is the only stream, if the file names none", () => {
    assert.equal(streamNameOf({}, { streams: { a: "arn:a" } }), "a");
  });

  it("is not known if the file names none of several streams", () => {
    assert.throws(() => streamNameOf({}, { streams: { a: "arn:a", b: "arn:b" } }), UserError);
  });
});
