import { Bucket } from "@pulumi/aws/s3/bucket";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy";
import { BucketWebsiteConfiguration } from "@pulumi/aws/s3/bucketWebsiteConfiguration";
import * as pulumi from "@pulumi/pulumi";

// A web site in a bucket: open to everybody, and meant to be.
const bucket = new Bucket("site", { bucket: "example-site" });
new BucketWebsiteConfiguration("site-website", { bucket: bucket.id, indexDocument: { suffix: "index.html" } });
new BucketPolicy("site-policy", {
  bucket: bucket.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: pulumi.interpolate`${bucket.arn}/*` },
    ],
  }),
});
