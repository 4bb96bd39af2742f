import { z } from "zod";

import { AwsError } from "../errors";
import type { HttpResponse } from "../http-response";
import { errorResponse, successResponse } from "../json-response";
import type { Secrets } from "./secrets";
import { CURRENT, versionOf } from "./versions";

const getSecretValue = z.object({
  SecretId: z.string().min(1).max(2048),
  VersionId: z.string().optional(),
  VersionStage: z.string().default(CURRENT),
});

const describeSecret = z.object({ SecretId: z.string().min(1).max(2048) });

/**
 * Answers a request to the Secrets Manager API, as the account's administrator may make it.
 * @param secrets of the account
 * @param region of the request
 * @param action e.g. `GetSecretValue`
 * @param body JSON
 * @returns the response, also to a refused request
 * @throws Error for what is not a refusal of AWS, which would be a mistake here
 */
export function callSecretsManager(secrets: Secrets, region: string, action: string, body: Buffer): HttpResponse {
  try {
    return successResponse(act(secrets, region, action, body));
  } catch (error) {
    if (error instanceof AwsError) {
      return errorResponse(error);
    }
    throw error;
  }
}

function act(secrets: Secrets, region: string, action: string, body: Buffer): object {
  switch (action) {
    case "GetSecretValue": {
      const { SecretId, VersionId, VersionStage } = read(getSecretValue, body);
      const { arn, name, versions } = secrets.get(region, SecretId);
      const version = versionOf(versions, VersionId, VersionStage);
      return {
        ARN: arn,
        Name: name,
        VersionId: version.id,
        SecretString: version.value,
        VersionStages: [...version.stages],
        CreatedDate: version.createdAt / 1000,
      };
    }
    case "DescribeSecret": {
      const { SecretId } = read(describeSecret, body);
      const secret = secrets.get(region, SecretId);
      return {
        ARN: secret.arn,
        Name: secret.name,
        Description: secret.description,
        KmsKeyId: secret.kmsKeyId,
        CreatedDate: secret.createdAt / 1000,
        Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
        VersionIdsToStages: Object.fromEntries(
          [...secret.versions.values()].map(({ id, stages }) => [id, [...stages]]),
        ),
      };
    }
    default:
      throw new AwsError(
        "UnknownOperationException",
        `the local AWS does not take Secrets Manager's ${action}: if AWS does, add it in packages/local-aws/src/secretsmanager/api.ts`,
      );
  }
}

function read<T>(schema: z.ZodType<T>, body: Buffer): T {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw new AwsError("SerializationException", "the body is not JSON");
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new AwsError("ValidationException", problems.join("; "));
  }
  return parsed.data;
}
