import * as cloudfront from "@pulumi/aws/cloudfront";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import type { input } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";

import type { Attack, Control } from "./harness/attack";
import { harmless, type Mine, mine, type Parts } from "./mine";

type AttackParts = Omit<Parts, "name"> & Pick<Attack, "at" | "rules" | "otherRules" | "note">;

/** The attacks of a round; their names begin with `<round>-<kind>`. */
export const attacksIn =
  (round: string) =>
  (kind: string, expect: string) =>
  (name: string, breaks: string, { at, rules, otherRules, note, ...parts }: AttackParts): Attack => ({
    ...mine({
      name: `${round}-${kind}-${name}`,
      kind,
      breaks,
      expect,
      ...(otherRules && { otherRules }),
      ...(note && { note }),
      ...parts,
    }),
    ...(at && { at }),
    ...(rules && { rules }),
  });

/** What changes or adds something without harm, in a round. */
export const fineIn =
  (round: string) =>
  (name: string, says: string, parts: Omit<Parts, "name">): Control =>
    harmless(says, { name: `${round}-fine-${name}`, ...parts });

/** One more of the headers that the connector sends with each record. */
export const header = (line: string) => (file: string) => file.replace(/\n( +)(streamname:)/, `\n$1${line}\n$1$2`);

/** More at the end of the connector's file. */
export const atEnd = (yaml: string) => (file: string) => `${file.trimEnd()}\n${yaml}\n`;

export const ACCOUNT = "123456789012";

/** A policy document as text; outputs in it may be unknown at preview. */
export const policyOf = (...statements: readonly object[]): pulumi.Output<string> =>
  pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });

export const allow = (actions: pulumi.Input<string> | readonly string[], resources: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action: actions,
  Resource: resources,
  ...more,
});

/** Who may assume a role. */
export const trustOf = (principal: unknown, condition?: object, action: unknown = "sts:AssumeRole") =>
  policyOf({ Effect: "Allow", Principal: principal, Action: action, ...(condition && { Condition: condition }) });

/** The ARN of the pipeline's only stream. */
export const streamArn = ({ pipeline: { streams } }: Mine): pulumi.Output<string> => Object.values(streams)[0]!;

/** A role that an AWS service takes, and that may do what a statement allows. */
export function serviceRole(beside: Mine, service: string, statement: object): iam.Role {
  const { name, tags } = beside;
  const role = new iam.Role(`${name}-role`, {
    assumeRolePolicy: trustOf({ Service: service }, { StringEquals: { "aws:SourceAccount": ACCOUNT } }),
    tags,
  });
  new iam.RolePolicy(`${name}-role-policy`, { role: role.id, policy: policyOf(statement) });
  return role;
}

/** A role that an AWS service takes to write to the pipeline's stream. */
export const writerFor = (beside: Mine, service: string): iam.Role =>
  serviceRole(beside, service, allow("kinesis:PutRecord", streamArn(beside)));

/** A function that writes what it is called with to the pipeline's stream. */
export function writerFunction(beside: Mine, more: object = {}): lambda.Function {
  const { name, region, tags } = beside;
  return new lambda.Function(`${name}-function`, {
    region,
    role: writerFor(beside, "lambda.amazonaws.com").arn,
    packageType: "Image",
    imageUri: `${ACCOUNT}.dkr.ecr.${region}.amazonaws.com/orders:1`,
    tags,
    ...more,
  });
}

/** What a distribution may hand on: all that CloudFront knows. */
export const ALL_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];

/** The API of the pipeline, behind a distribution, over https. */
export const apiOrigin = ({ pipeline }: Mine, more: object = {}) => ({
  originId: "api",
  domainName: pipeline.endpoint.apply((url) => new URL(url).host),
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
  },
  ...more,
});

interface DistributionParts {
  /** @defaultValue the API of the pipeline */
  readonly origin?: input.cloudfront.DistributionOrigin;
  /** Of the only behaviour. @defaultValue https alone, and only what reads */
  readonly behavior?: object;
  readonly more?: object;
}

/** A distribution that callers reach over TLS 1.2 or newer. */
export function distribution(b: Mine, { origin = apiOrigin(b), behavior, more }: DistributionParts = {}) {
  return new cloudfront.Distribution(`${b.name}-distribution`, {
    enabled: true,
    origins: [origin],
    defaultCacheBehavior: {
      targetOriginId: origin.originId,
      viewerProtocolPolicy: "https-only",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      ...behavior,
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
      acmCertificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1`,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
    tags: b.tags,
    ...more,
  });
}
