import { AwsError } from "../errors";
import type { Caller } from "../iam/roles";
import { errorResponse } from "../json-response";
import { isAwsManagedKey } from "../kms/aws-managed-key";
import type { Keys } from "../kms/keys";
import type { KinesisInput, KinesisLayer } from "./request";

/** What Kinesis asks of the account's keys. */
export type EncryptionKeys = Pick<Keys, "isUsable" | "find">;

/** An account without keys of its own. AWS' own keys are in every account. */
export const NO_KEYS: EncryptionKeys = { isUsable: (_region, id) => isAwsManagedKey(id), find: () => undefined };

/**
 * The KMS keys of streams. Nothing is encrypted here: what counts is that a key exists, is enabled, and may be used by
 * who writes.
 */
export class StreamEncryption {
  /** By the stream's ARN. */
  readonly #keyIds = new Map<string, string>();

  /** @param arnOf the ARN of the stream that a request names */
  constructor(
    private readonly keys: EncryptionKeys,
    private readonly arnOf: (region: string, input: KinesisInput) => string,
  ) {}

  /** Refuses a key that cannot be used, and remembers the key of each stream. */
  readonly layer: KinesisLayer = (next) => async (request) => {
    const { region, action, input } = request;
    const isStart = action === "StartStreamEncryption";
    const problem = isStart ? this.#problemOf(region, String(input.KeyId)) : undefined;
    if (problem !== undefined) return errorResponse(problem);
    const response = await next(request);
    if (response.status === 200) {
      if (isStart) this.#keyIds.set(this.arnOf(region, input), String(input.KeyId));
      if (action === "StopStreamEncryption" || action === "DeleteStream") {
        this.#keyIds.delete(this.arnOf(region, input));
      }
    }
    return response;
  };

  /**
   * Who writes to a stream also needs its key. Kinesis asks KMS in the writer's name.
   * @param caller who writes; the account's administrator if undefined
   * @param region of the stream
   * @param input of the request
   * @throws AwsError KMSAccessDeniedException, or what is wrong with the key
   * @see https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
   */
  authorize(caller: Caller | undefined, region: string, input: KinesisInput): void {
    const stream = this.arnOf(region, input);
    const keyId = this.#keyIds.get(stream);
    if (keyId === undefined || isAwsManagedKey(keyId)) return;
    const resource = this.keys.find(region, keyId)?.arn ?? keyId;
    const decision = caller?.decide(ACTION, resource, {
      "kms:viaservice": `kinesis.${region}.amazonaws.com`,
      "kms:encryptioncontext:aws:kinesis:arn": stream,
    });
    if (caller !== undefined && decision !== "allowed") {
      throw new AwsError(
        "KMSAccessDeniedException",
        `User: ${caller.arn} is not authorized to perform: ${ACTION} on resource: ${resource}`,
      );
    }
    const problem = this.#problemOf(region, keyId);
    if (problem !== undefined) throw problem;
  }

  /** @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html#API_PutRecord_Errors */
  #problemOf(region: string, keyId: string): AwsError | undefined {
    if (this.keys.isUsable(region, keyId)) return undefined;
    const key = this.keys.find(region, keyId);
    if (key === undefined) return new AwsError("KMSNotFoundException", `Key ${keyId} does not exist`);
    return key.deletionDate === undefined
      ? new AwsError("KMSDisabledException", `${key.arn} is disabled.`)
      : new AwsError("KMSInvalidStateException", `${key.arn} is pending deletion.`);
  }
}

const ACTION = "kms:GenerateDataKey";
