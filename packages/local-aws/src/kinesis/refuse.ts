import { AwsError } from "../errors";
import { errorResponse } from "../json-response";
import type { KinesisLayer, KinesisRequest } from "./request";

/**
 * Refuses what AWS refuses and the stores do not.
 * @param next the layer below
 * @returns the layer
 */
export const refuse: KinesisLayer = (next) => (request) => {
  const refusal = refusalOf(request);
  return refusal === undefined ? next(request) : Promise.resolve(errorResponse(refusal));
};

function refusalOf({ action, input }: KinesisRequest): AwsError | undefined {
  if (action === "CreateStream") {
    const mode = (input.StreamModeDetails as { readonly StreamMode: string } | undefined)?.StreamMode ?? "PROVISIONED";
    if ((mode === "ON_DEMAND") === (input.ShardCount !== undefined)) {
      const rule = mode === "ON_DEMAND" ? "must not be given in" : "is required in";
      return new AwsError("InvalidArgumentException", `ShardCount ${rule} ${mode} mode.`);
    }
  }
  return undefined;
}
