"use strict";

const { Stream } = require("@pulumi/aws/kinesis/stream");

for (const name of ["stream", "late"]) {
  new Stream(name, { streamModeDetails: { streamMode: "ON_DEMAND" }, region: "eu-west-1" });
}
