import * as dynamodb from "@pulumi/aws/dynamodb";
import * as kinesis from "@pulumi/aws/kinesis";
import * as opensearch from "@pulumi/aws/opensearch";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT, allow, policyOf, SERVICE_ROLE, streamArn } from "../build/documents";
import { r2Open, r2Who, r4Door, r4Variant } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** Everybody reads what holds records, or they go on in plain http. */
export const records: readonly Attack[] = [
  r4Door("firehose-splunk", "Firehose takes the stream's records on in plain http", {
    add: (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-firehose`, {
        region: b.region,
        destination: "splunk",
        kinesisSourceConfiguration: {
          kinesisStreamArn: streamArn(b),
          roleArn: `arn:aws:iam::${ACCOUNT}:role/firehose`,
        },
        splunkConfiguration: {
          hecEndpoint: "http://splunk.example.com:8088",
          hecToken: pulumi.secret("token"),
          s3Configuration: {
            bucketArn: "arn:aws:s3:::failed",
            roleArn: `arn:aws:iam::${ACCOUNT}:role/firehose`,
          },
        },
        tags: b.tags,
      }),
  }),
  r4Variant("firehose-search", "Firehose takes the records on to a search domain in plain http", {
    add: (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-firehose`, {
        region: b.region,
        destination: "opensearch",
        kinesisSourceConfiguration: { kinesisStreamArn: streamArn(b), roleArn: SERVICE_ROLE },
        opensearchConfiguration: {
          clusterEndpoint: "http://search.example.com",
          indexName: "orders",
          roleArn: SERVICE_ROLE,
          s3Configuration: { bucketArn: "arn:aws:s3:::failed", roleArn: SERVICE_ROLE },
        },
        tags: b.tags,
      }),
  }),
  r2Open("table", "everybody reads the table that holds the records", {
    add: (b) => {
      const arn = `arn:aws:dynamodb:${b.region}:${ACCOUNT}:table/orders`;
      new dynamodb.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: arn,
        policy: policyOf(allow("dynamodb:Scan", arn, { Principal: "*" })),
      });
    },
  }),
  r2Open("search", "everybody reads the search domain that holds the records", {
    add: (b) =>
      new opensearch.DomainPolicy(`${b.name}-policy`, {
        region: b.region,
        domainName: "orders",
        accessPolicies: policyOf(
          allow("es:ESHttpGet", `arn:aws:es:${b.region}:${ACCOUNT}:domain/orders/*`, { Principal: { AWS: "*" } }),
        ),
      }),
  }),
  r2Open("bucket-unblocked", "a bucket of records may be opened to everybody", {
    add: (b) =>
      new s3.BucketPublicAccessBlock(`${b.name}-block`, {
        region: b.region,
        bucket: "orders-records",
        blockPublicAcls: false,
        blockPublicPolicy: false,
        ignorePublicAcls: false,
        restrictPublicBuckets: false,
      }),
  }),
  r2Who("bucket-open", "everybody reads the bucket that holds the records", {
    add: (b) => {
      const bucket = new s3.Bucket(`${b.name}-bucket`, { region: b.region, bucket: "orders-records", tags: b.tags });
      new s3.BucketPolicy(`${b.name}-policy`, {
        region: b.region,
        bucket: bucket.bucket,
        policy: policyOf(allow("s3:GetObject", "arn:aws:s3:::orders-records/*", { Principal: "*" })),
      });
    },
  }),
  r2Who("bucket-acl", "everybody reads the bucket by its list of grants", {
    add: (b) => new s3.BucketAcl(`${b.name}-acl`, { region: b.region, bucket: "orders-records", acl: "public-read" }),
  }),
];
