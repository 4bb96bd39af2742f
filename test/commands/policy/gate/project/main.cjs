"use strict";

const { ApiKey } = require("@pulumi/aws/apigateway/apiKey");
const { Stream } = require("@pulumi/aws/kinesis/stream");

const region = "eu-west-1";
const stream = new Stream("stream", { streamModeDetails: { streamMode: "ON_DEMAND" }, region });

module.exports = { key: new ApiKey("key", { description: stream.arn, region }).id };
