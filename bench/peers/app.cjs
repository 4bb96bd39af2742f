"use strict";

// One stack for each region, with Solutions Constructs' API Gateway before Kinesis in it. It is plain JavaScript, so that
// cdk synth has no TypeScript to translate. PEER_REGIONS is the number of regions; PEER_NAG=true adds cdk-nag.

const { ApiGatewayToKinesisStreams } = require("@aws-solutions-constructs/aws-apigateway-kinesisstreams");
const { App, Stack, Validations } = require("aws-cdk-lib");
const { StreamMode } = require("aws-cdk-lib/aws-kinesis");

const app = new App();
for (let index = 0; index < Number(process.env.PEER_REGIONS); index += 1) {
  const stack = new Stack(app, `ingest-${index}`, { env: { account: "123456789012", region: `eu-bench-${index}` } });
  new ApiGatewayToKinesisStreams(stack, "ingest", { kinesisStreamProps: { streamMode: StreamMode.ON_DEMAND } });
}
if (process.env.PEER_NAG === "true") {
  const { AwsSolutionsChecks } = require("cdk-nag");
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
