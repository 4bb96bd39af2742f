"use strict";

const { RestApi } = require("@pulumi/aws/apigateway/restApi");
const { ExternalKey } = require("@pulumi/aws/kms/externalKey");
const { Stream } = require("@pulumi/aws/kinesis/stream");
const { Secret } = require("@pulumi/aws/secretsmanager/secret");

const region = "eu-west-1";
const onDemand = { streamModeDetails: { streamMode: "ON_DEMAND" }, region };

const refused = new Stream("refused", { ...onDemand, retentionPeriod: 1 });
// After it, and of nothing that AWS has.
new Secret("after", { region, description: refused.arn });
new RestApi("with-more", { region, minimumCompressionSize: "0" });
new ExternalKey("key", {});
