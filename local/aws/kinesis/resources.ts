import { AwsError } from "../errors";
import { type Properties, type ResourceModel, defineResource } from "../resource";
import type { Kinesis } from "./kinesis";
import { createStream, describeStream, updateStream } from "./stream";
import { type StreamInputs, streamInputs } from "./stream-inputs";

/** The Kinesis types of the Pulumi AWS package that the local AWS models. */
export function kinesisResources(kinesis: Kinesis): readonly ResourceModel[] {
  return [defineResource(stream(kinesis))];
}

function stream(kinesis: Kinesis): ResourceModel<StreamInputs> {
  const outputsOf = async (inputs: StreamInputs): Promise<Properties & { readonly arn: string }> => {
    const { StreamARN } = await describeStream(kinesis, inputs.region, inputs.name);
    return { ...inputs, arn: StreamARN, tagsAll: inputs.tags ?? {} };
  };
  return {
    type: "aws:kinesis/stream:Stream",
    inputs: streamInputs,
    replaceOn: ["name"],
    autoname: { property: "name", maxLength: 255 },
    computed: ["arn"],
    create: async (inputs) => {
      await createStream(kinesis, inputs);
      const outputs = await outputsOf(inputs);
      return { id: outputs.arn, outputs };
    },
    read: async (id, known) => {
      try {
        const now = await describeStream(kinesis, regionIn(id), nameIn(id));
        return {
          ...known,
          encryptionType: now.EncryptionType,
          kmsKeyId: now.KeyId ?? undefined,
          maxRecordSizeInKib: now.MaxRecordSizeInKiB ?? 1024,
          retentionPeriod: now.RetentionPeriodHours,
          streamModeDetails: { streamMode: now.StreamModeDetails.StreamMode },
        };
      } catch (error) {
        if (error instanceof AwsError && error.type === "ResourceNotFoundException") {
          return undefined;
        }
        throw error;
      }
    },
    update: async (_id, inputs) => {
      await updateStream(kinesis, inputs);
      return outputsOf(inputs);
    },
    delete: async (id) => {
      await kinesis.send(regionIn(id), "DeleteStream", { StreamARN: id });
    },
  };
}

function regionIn(arn: string): string {
  return arn.split(":")[3] ?? "";
}

function nameIn(arn: string): string {
  return arn.slice(arn.indexOf("/") + 1);
}
