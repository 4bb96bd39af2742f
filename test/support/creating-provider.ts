import { realEnvironment } from "@aerospike-kinesis/local-aws";
import { createProvider, type ServedProvider, serveProvider } from "@aerospike-kinesis/local-aws/testing";

type Properties = Record<string, unknown>;

const ACCOUNT = "123456789012";
const KEY_LENGTH = 40;

/**
 * A provider for packages of any kind that takes every resource and makes up what the service would assign: ids, ARNs,
 * endpoints, keys. So an update knows every value, also of types that the local AWS does not model.
 */
export function serveCreatingProvider(): Promise<ServedProvider> {
  const provider = createProvider([], realEnvironment);
  const keys = new Map<string, string>();
  let count = 0;

  const create = (type: string, inputs: Properties) => {
    count += 1;
    const short = `m${count.toString(36).padStart(9, "0")}`;
    const region = typeof inputs.region === "string" ? inputs.region : "ap-south-1";
    const id = idOf(type, region, short, inputs);
    if (type === API_KEY) keys.set(id, text(inputs.value) ?? realEnvironment.randomString(KEY_LENGTH, LETTERS));
    const value = type === API_KEY ? keys.get(id) : keys.get(String(inputs.keyId));
    return Promise.resolve({
      id,
      outputs: {
        arn: arnOf(type, region, id, inputs),
        ...computedOf(type, region, id, inputs),
        ...inputs,
        ...((type === API_KEY || type === USAGE_PLAN_KEY) && { value }),
      },
    });
  };
  return serveProvider({
    ...provider,
    create,
    check: (_type, inputs) => inputs,
    // What a program reads and does not make: the role with which API Gateway writes logs.
    read: (_type, id, known, inputs) =>
      Promise.resolve({ id, inputs, outputs: { ...known, cloudwatchRoleArn: `arn:aws:iam::${ACCOUNT}:role/logs` } }),
    secretOutputs: (type) => (type === API_KEY ? ["value"] : []),
  });
}

const API_KEY = "aws:apigateway/apiKey:ApiKey";
const USAGE_PLAN_KEY = "aws:apigateway/usagePlanKey:UsagePlanKey";
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** What a resource is called in the state: most by what AWS makes up, some by their name, secrets by their ARN. */
function idOf(type: string, region: string, short: string, inputs: Properties): string {
  if (type === "aws:secretsmanager/secret:Secret") return arnOf(type, region, short, inputs);
  return NAMED.has(type) && typeof inputs.name === "string" ? inputs.name : short;
}

/** Their id is their name. */
const NAMED = new Set(["aws:iam/role:Role", "aws:iam/user:User", "aws:iam/group:Group"]);

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/**
 * How AWS writes ARNs that are not `arn:aws:<module>:<region>:<account>:<kind>/<name>`: what stands behind `arn:aws:`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const ARNS: Readonly<Record<string, (made: Made) => string>> = {
  "aws:apigateway/apiKey:ApiKey": ({ region, id }) => `apigateway:${region}::/apikeys/${id}`,
  "aws:apigateway/domainName:DomainName": ({ region, inputs }) =>
    `apigateway:${region}::/domainnames/${String(inputs.domainName)}`,
  "aws:apigateway/restApi:RestApi": ({ region, id }) => `apigateway:${region}::/restapis/${id}`,
  "aws:apigateway/stage:Stage": ({ region, inputs }) =>
    `apigateway:${region}::/restapis/${String(inputs.restApi)}/stages/${String(inputs.stageName)}`,
  "aws:apigateway/usagePlan:UsagePlan": ({ region, id }) => `apigateway:${region}::/usageplans/${id}`,
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ({ region, name, inputs }) =>
    `cloudwatch:${region}:${ACCOUNT}:alarm:${text(inputs.alarmName) ?? name}`,
  "aws:cloudwatch/logGroup:LogGroup": ({ region, name }) => `logs:${region}:${ACCOUNT}:log-group:${name}`,
  "aws:cloudwatch/metricAlarm:MetricAlarm": ({ region, name }) => `cloudwatch:${region}:${ACCOUNT}:alarm:${name}`,
  "aws:iam/policy:Policy": ({ name }) => `iam::${ACCOUNT}:policy/${name}`,
  "aws:iam/role:Role": ({ name }) => `iam::${ACCOUNT}:role/${name}`,
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ({ region, name }) =>
    `firehose:${region}:${ACCOUNT}:deliverystream/${name}`,
  // The name of an alias begins with "alias/".
  "aws:kms/alias:Alias": ({ region, name }) => `kms:${region}:${ACCOUNT}:${name}`,
  "aws:lambda/function:Function": ({ region, name }) => `lambda:${region}:${ACCOUNT}:function:${name}`,
  "aws:secretsmanager/secret:Secret": ({ region, name }) => `secretsmanager:${region}:${ACCOUNT}:secret:${name}-a1B2c3`,
  "aws:sns/topic:Topic": ({ region, name }) => `sns:${region}:${ACCOUNT}:${name}`,
  "aws:sqs/queue:Queue": ({ region, name }) => `sqs:${region}:${ACCOUNT}:${name}`,
};

/** What a resource is made of, and what AWS assigns it. */
interface Made {
  readonly region: string;
  readonly id: string;
  /** The name that the program gives it, or else the id. */
  readonly name: string;
  readonly inputs: Properties;
}

function arnOf(type: string, region: string, id: string, inputs: Properties): string {
  const made = { region, id, name: text(inputs.name) ?? id, inputs };
  const [, module = "", kind = ""] = type.split(/[:/]/);
  return `arn:aws:${ARNS[type]?.(made) ?? `${module}:${region}:${ACCOUNT}:${kind}/${made.name}`}`;
}

function computedOf(type: string, region: string, id: string, inputs: Properties): Properties {
  switch (type) {
    case "aws:apigateway/restApi:RestApi":
      return { rootResourceId: `root-${id}`, executionArn: `arn:aws:execute-api:${region}:${ACCOUNT}:${id}` };
    case "aws:apigateway/stage:Stage":
      return {
        invokeUrl: `https://${String(inputs.restApi)}.execute-api.${region}.amazonaws.com/${String(inputs.stageName)}`,
        executionArn: `arn:aws:execute-api:${region}:${ACCOUNT}:${String(inputs.restApi)}/${String(inputs.stageName)}`,
      };
    case "aws:kms/key:Key":
      return { keyId: id };
    case "aws:apigatewayv2/api:Api":
      return {
        apiEndpoint: `https://${id}.execute-api.${region}.amazonaws.com`,
        executionArn: `arn:aws:execute-api:${region}:${ACCOUNT}:${id}`,
      };
    case "aws:lambda/function:Function":
      return {
        invokeArn: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arnOf(type, region, id, inputs)}/invocations`,
      };
    case "aws:secretsmanager/secretVersion:SecretVersion":
      return { arn: inputs.secretId, secretArn: inputs.secretId };
    default:
      return {};
  }
}
