import type { LocalStage } from "../shared/deploy";
import { changeEveryRegion } from "../shared/stage-settings";

/** Of the usage plan: so little that a few thousand requests come near to it. */
export const THROTTLE = { ratePerSecond: 1, burst: 5 };

/**
 * What the picture changes of a stage: the usage plan of every region takes little.
 * @param stage as its file has it, and with every default
 * @returns the settings to write into the stage's file
 */
export const pictureSettings = (stage: Pick<LocalStage, "written" | "settings">): Readonly<Record<string, unknown>> =>
  changeEveryRegion(stage, () => ({ api: { throttle: THROTTLE } }));
