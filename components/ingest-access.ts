import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";

import { type Place, tagsOf } from "./place";
import { writePolicy } from "./write-policy";

export interface IngestAccessArgs {
  readonly place: Place;
  /** The streams that the API may write to, and no others. */
  readonly streamArns: readonly pulumi.Input<string>[];
  /** The KMS keys of these streams; none for AWS' own key. */
  readonly kmsKeyArns: readonly string[];
}

/** The role that API Gateway assumes to write to Kinesis. */
export class IngestAccess extends pulumi.ComponentResource {
  /** Known only once the role may write, so that nothing goes live before. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: IngestAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aerospike-kinesis:index:IngestAccess", name, {}, opts);
    const { place, streamArns, kmsKeyArns } = args;
    const keys = { region: place.region, kmsKeyArns };

    const role = new Role(
      `${name}-role`,
      {
        description: `API Gateway of ${place.service}-${place.stage} in ${place.region} writes to Kinesis`,
        assumeRolePolicy: TRUST,
        tags: tagsOf(place),
      },
      { parent: this },
    );
    const policy = new RolePolicy(
      `${name}-policy`,
      { role: role.id, policy: pulumi.jsonStringify(writePolicy(streamArns, keys)) },
      { parent: this },
    );

    this.roleArn = pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/**
 * Without an aws:SourceArn or aws:SourceAccount condition: API Gateway does not send them when it assumes the role of an
 * integration, and every request would end in 500 (docs/decisions/002-trust-without-conditions.md).
 */
// oxlint-disable-next-line no-restricted-properties -- plain text without an Output, known at preview
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
