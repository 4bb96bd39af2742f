import { UserError } from "./errors";
import type { PipelineOutputs } from "./pipeline-outputs";

/**
 * What the engine writes for an output of a resource that failed, or was left out, in an `up --continue-on-error`
 * (`UnknownStringValue` of Pulumi's Go SDK, sdk/go/common/resource/plugin).
 */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Where a pipeline is, and what it has. */
export interface PlacedPipeline {
  readonly stage: string;
  readonly region: string;
  readonly outputs: PipelineOutputs;
}

/**
 * Refuses a region whose last `pulumi up` failed before the region could take records. Its alarms can be missing.
 * @param pipeline as the stack's outputs describe it
 * @throws UserError with what is missing, and what to do
 */
export function refuseIncomplete({ stage, region, outputs }: PlacedPipeline): void {
  const missing = Object.entries(outputs)
    .filter(([name, value]) => name !== "alarmTopicArn" && JSON.stringify(value).includes(UNKNOWN))
    .map(([name]) => name);
  if (missing.length === 0) return;
  throw new UserError(
    `Region ${region} of stage ${stage} is not complete: it has no ${missing.join(", ")} yet. ` +
      `The last pulumi up failed. Run it again: pulumi up --stack ${stage} --continue-on-error. ` +
      "For another region, say --region.",
  );
}
