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
    const id = NAMED.has(type) && typeof inputs.name === "string" ? inputs.name : short;
    const region = typeof inputs.region === "string" ? inputs.region : "ap-south-1";
    if (type === API_KEY) keys.set(id, text(inputs.value) ?? realEnvironment.randomString(KEY_LENGTH, LETTERS));
    const value = type === API_KEY ? keys.get(id) : keys.get(String(inputs.keyId));
    return Promise.resolve({
      id,
      outputs: {
        arn: arnOf(type, region, text(inputs.name) ?? id),
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

/** Their id is their name. */
const NAMED = new Set(["aws:iam/role:Role", "aws:iam/user:User", "aws:iam/group:Group"]);

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function arnOf(type: string, region: string, name: string): string {
  const [, module = "", kind = ""] = type.split(/[:/]/);
  switch (type) {
    case "aws:iam/role:Role":
      return `arn:aws:iam::${ACCOUNT}:role/${name}`;
    case "aws:iam/policy:Policy":
      return `arn:aws:iam::${ACCOUNT}:policy/${name}`;
    case "aws:kinesis/stream:Stream":
      return `arn:aws:kinesis:${region}:${ACCOUNT}:stream/${name}`;
    case "aws:apigateway/restApi:RestApi":
      return `arn:aws:apigateway:${region}::/restapis/${name}`;
    case "aws:sns/topic:Topic":
      return `arn:aws:sns:${region}:${ACCOUNT}:${name}`;
    // The name of an alias begins with "alias/".
    case "aws:kms/alias:Alias":
      return `arn:aws:kms:${region}:${ACCOUNT}:${name}`;
    case "aws:lambda/function:Function":
      return `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}`;
    default:
      return `arn:aws:${module}:${region}:${ACCOUNT}:${kind}/${name}`;
  }
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
        invokeArn: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arnOf(type, region, id)}/invocations`,
      };
    case "aws:secretsmanager/secretVersion:SecretVersion":
      return {
        arn: inputs.secretId,
        secretArn: `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:${String(inputs.secretId)}`,
      };
    default:
      return {};
  }
}
