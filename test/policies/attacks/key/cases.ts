import type { Attack } from "../harness/attack";
import { literals } from "./literals";
import { otherProperties } from "./other-properties";
import { outputs } from "./outputs";
import { parametersAndCode } from "./parameters-and-code";
import { templates } from "./templates";

/** The key's value leaves. */
export const leaks: readonly Attack[] = [
  ...outputs,
  ...parametersAndCode,
  ...otherProperties,
  ...literals,
  ...templates,
];
