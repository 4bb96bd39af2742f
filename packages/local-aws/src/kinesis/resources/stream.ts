import { isNotFound } from "../../errors";
import type { Properties, ResourceModel } from "../../resource";
import { StreamInputs } from "../inputs/stream";
import type { Kinesis } from "../kinesis";
import { createStream, describeStream, updateStream } from "../stream";
import type { Tag } from "../stream-updates";

/**
 * `aws:kinesis/stream:Stream`
 * @param kinesis of the account
 * @returns the model
 */
export function streamModel(kinesis: Kinesis): ResourceModel<StreamInputs> {
  /** As the real provider reads a stream; of one that is on demand it reads no shards. */
  const readStream = async (region: string, name: string): Promise<Properties & { readonly arn: string }> => {
    const now = await describeStream(kinesis, region, name);
    const { Tags } = await kinesis.send(region, "ListTagsForStream", { StreamName: name });
    const tags = Object.fromEntries((Tags as readonly Tag[]).map(({ Key, Value }) => [Key, Value]));
    const { StreamMode: streamMode } = now.StreamModeDetails;
    return {
      region,
      name,
      arn: now.StreamARN,
      tagsAll: tags,
      tags: Object.keys(tags).length > 0 ? tags : undefined,
      encryptionType: now.EncryptionType,
      kmsKeyId: now.KeyId ?? undefined,
      maxRecordSizeInKib: now.MaxRecordSizeInKiB ?? 1024,
      retentionPeriod: now.RetentionPeriodHours,
      shardCount: streamMode === "PROVISIONED" ? now.OpenShardCount : 0,
      shardLevelMetrics: now.EnhancedMonitoring.flatMap(({ ShardLevelMetrics }) => ShardLevelMetrics),
      streamModeDetails: { streamMode },
    };
  };
  const outputsOf = async (inputs: StreamInputs): Promise<Properties & { readonly arn: string }> => ({
    ...inputs,
    ...(await readStream(inputs.region, inputs.name)),
  });
  return {
    type: "aws:kinesis/stream:Stream",
    inputs: StreamInputs,
    replaceOn: ["name"],
    autoname: { property: "name", maxLength: 255 },
    kept: ["maxRecordSizeInKib", "streamModeDetails"],
    blank: { kmsKeyId: "" },
    unread: ["enforceConsumerDeletion"],
    // Not by its ARN, although that is its id.
    importId: "name",
    idOf: ({ arn }) => String(arn),
    computed: ["arn"],
    create: async (inputs) => {
      await createStream(kinesis, inputs);
      const outputs = await outputsOf(inputs);
      return { id: outputs.arn, outputs };
    },
    read: async (_id, known) => {
      try {
        return await readStream(String(known.region), String(known.name));
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
    update: async (_id, inputs) => {
      await updateStream(kinesis, inputs);
      return outputsOf(inputs);
    },
    delete: async (id) => {
      await kinesis.send(id.split(":")[3] ?? "", "DeleteStream", { StreamARN: id });
    },
  };
}
