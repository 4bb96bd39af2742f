import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";

import type { StreamSettings } from "../config/settings";
import { accountOf, arnIn, streamArn } from "./arn";
import { foreignArnOf } from "./existing-stream";
import { nameOf, type Place, tagsOf } from "./place";
import { writePolicy } from "./write-policy";

export interface IngestAccessArgs {
  readonly place: Place;
  /** ARNs of the streams that the program creates. The API may write to these and to {@link existing}, and to no others. */
  readonly streamArns: readonly pulumi.Input<string>[];
  /** The KMS keys of the streams that the program creates; none for AWS' own key. */
  readonly kmsKeyArns: readonly string[];
  /** The streams that are there already. @defaultValue none */
  readonly existing?: readonly StreamSettings[];
}

/** A stream that is there already. */
interface NamedStream {
  readonly streamName: string;
  readonly streamArn: pulumi.Output<string>;
}

/** The role that API Gateway assumes to write to Kinesis. */
export class IngestAccess extends pulumi.ComponentResource {
  /** Known only once the role may write, so that nothing goes live before. */
  readonly roleArn: pulumi.Output<string>;
  /** The existing streams, in their order. */
  readonly existing: readonly NamedStream[];

  constructor(name: string, args: IngestAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aerospike-kinesis:index:IngestAccess", name, {}, opts);
    const { place, streamArns, kmsKeyArns, existing = [] } = args;

    const role = new Role(
      `${name}-role`,
      {
        description: `API Gateway of ${nameOf(place)} in ${place.region} writes to Kinesis`,
        assumeRolePolicy: TRUST,
        tags: tagsOf(place),
      },
      { parent: this },
    );
    this.existing = existing.map((stream) => ({
      streamName: stream.name,
      streamArn: existingArn(stream, place.region, role.arn),
    }));
    const allow = (key: string, arns: readonly pulumi.Input<string>[], keys: readonly string[]): RolePolicy[] =>
      arns.length === 0
        ? []
        : [
            new RolePolicy(
              `${name}-${key}`,
              {
                role: role.id,
                policy: pulumi.jsonStringify(writePolicy(arns, { region: place.region, kmsKeyArns: keys })),
              },
              { parent: this },
            ),
          ];
    // Apart, so that a preview knows the ARNs of another account, though it does not know those that AWS assigns.
    const policies = [
      ...allow("policy", streamArns, kmsKeyArns),
      ...allow(
        "existing-policy",
        this.existing.map(({ streamArn }) => streamArn),
        existing.flatMap((stream) => arnIn(place.region, stream.kmsKeyArns) ?? []),
      ),
    ];

    this.roleArn = pulumi.all([role.arn, ...policies.map(({ id }) => id)]).apply(([arn]) => String(arn));
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/**
 * The ARN of an existing stream: the settings' own, or else made from the account and the partition of the role, which is
 * in the same account. A lookup of the stream would need credentials at every preview.
 */
const existingArn = (stream: StreamSettings, region: string, roleArn: pulumi.Output<string>): pulumi.Output<string> => {
  const foreign = foreignArnOf(stream, region);
  return foreign === undefined
    ? roleArn.apply((arn) => streamArn(accountOf(arn), region, stream.name))
    : pulumi.output(foreign);
};

/**
 * Without an aws:SourceArn or aws:SourceAccount condition: API Gateway does not send them when it assumes the role of an
 * integration, and every request would end in 500 (docs/decisions/002-trust-without-conditions.md).
 */
// oxlint-disable-next-line no-restricted-properties -- plain text without an Output, known at preview
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
