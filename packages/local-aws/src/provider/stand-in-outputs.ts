import { arnOf, partitionOf } from "../arn";
import type { Properties } from "../resource";

/** What a made-up ARN consists of. */
interface ArnParts {
  /** The service's name in ARNs. @defaultValue the type's module, e.g. `sqs` of `aws:sqs/queue:Queue` */
  readonly service?: string;
  /** What stands before the name. @defaultValue the type's kind and a slash */
  readonly prefix?: string;
  /** The name is in the ARN only with its kind, and neither region nor account is. */
  readonly isGlobal?: boolean;
}

/**
 * Types whose ARN is not `arn:<partition>:<module>:<region>:<account>:<kind>/<name>`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const ARNS: Readonly<Record<string, ArnParts>> = {
  "aws:cloudwatch/logGroup:LogGroup": { service: "logs", prefix: "log-group:" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { prefix: "alarm:" },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": { prefix: "alarm:" },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": { service: "firehose", prefix: "deliverystream/" },
  "aws:lambda/function:Function": { prefix: "function:" },
  "aws:s3/bucket:Bucket": { prefix: "", isGlobal: true },
  "aws:s3/bucketV2:BucketV2": { service: "s3", prefix: "", isGlobal: true },
  "aws:sns/topic:Topic": { prefix: "" },
  "aws:sqs/queue:Queue": { prefix: "" },
};

/** A resource that is made up: what its ARN is made of. */
export interface Invented {
  readonly type: string;
  readonly region: string;
  readonly accountId: string;
  readonly id: string;
  readonly inputs: Properties;
}

/**
 * What AWS might output for a resource: its inputs, and the outputs that other resources refer to most.
 * @param resource that no AWS made
 * @returns its outputs; what AWS computes beyond these is absent
 */
export function inventOutputs(resource: Invented): Properties {
  const { type, region, id, inputs } = resource;
  const name = typeof inputs.name === "string" ? inputs.name : id;
  const arn = inventArn(resource, name);
  return { name, arn, ...addressesOf(type, region, id, arn), ...inputs };
}

function inventArn({ type, region, accountId, id }: Invented, name: string): string {
  const [, module = "", kind = ""] = type.split(/[:/]/);
  const { service = module, prefix = `${kind}/`, isGlobal = false } = ARNS[type] ?? {};
  if (service === "iam") return `arn:${partitionOf(region)}:iam::${accountId}:${prefix}${name}`;
  if (isGlobal) return `arn:${partitionOf(region)}:${service}:::${prefix}${name}`;
  return arnOf(service, region, accountId, prefix + (type === KEY ? id : name));
}

const KEY = "aws:kms/key:Key";

/** Where other resources and people reach a resource. */
function addressesOf(type: string, region: string, id: string, arn: string): Properties {
  switch (type) {
    case KEY:
      return { keyId: id };
    case "aws:lambda/function:Function":
      return {
        invokeArn: `arn:${partitionOf(region)}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
      };
    case "aws:apigatewayv2/api:Api":
      return {
        apiEndpoint: `https://${id}.execute-api.${region}.amazonaws.com`,
        executionArn: arn.replace(/:apigatewayv2:(.*):api\/.*/, `:execute-api:$1:${id}`),
      };
    default:
      return {};
  }
}
