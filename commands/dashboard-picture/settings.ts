import type { LocalStage } from "../shared/deploy";
import { UserError } from "../shared/errors";
import { changeEveryRegion } from "../shared/stage-settings";

/** Of the usage plan: so little that a few thousand requests come near to it. */
export const THROTTLE = { ratePerSecond: 1, burst: 5 };

/**
 * What the picture changes of a stage: the usage plan of every region takes little.
 * @param stage as its file has it, and with every default
 * @returns the settings to write into the stage's file
 * @throws UserError if the stage has no dashboard
 */
export function pictureSettings(stage: Pick<LocalStage, "written" | "settings">): Readonly<Record<string, unknown>> {
  if (!stage.settings.observability.dashboard) {
    throw new UserError(
      "The stage has no dashboard, because its setting observability.dashboard is false. Set it to true to draw it.",
    );
  }
  return changeEveryRegion(stage, () => ({ api: { throttle: THROTTLE } }));
}
