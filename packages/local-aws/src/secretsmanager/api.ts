import { z } from "zod";

import { AwsError } from "../errors";
import type { HttpResponse } from "../http-response";
import { answerJson, parseInput } from "../json-request";
import type { Secrets } from "./secrets";
import { CURRENT, versionOf } from "./versions";

const getSecretValue = z.object({
  SecretId: z.string().min(1).max(2048),
  VersionId: z.string().optional(),
  VersionStage: z.string().default(CURRENT),
});

const describeSecret = z.object({ SecretId: z.string().min(1).max(2048) });

const INVALID = "ValidationException";

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
  return answerJson(() => act(secrets, region, action, body));
}

function act(secrets: Secrets, region: string, action: string, body: Buffer): object {
  switch (action) {
    case "GetSecretValue": {
      const { SecretId, VersionId, VersionStage } = parseInput(getSecretValue, body, INVALID);
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
      const { SecretId } = parseInput(describeSecret, body, INVALID);
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
