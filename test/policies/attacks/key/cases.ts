import type { Attack } from "../harness/attack";
import { answers } from "./answers";
import { encodings } from "./encodings";
import { literals } from "./literals";
import { otherProperties } from "./other-properties";
import { outputs } from "./outputs";
import { parametersAndCode } from "./parameters-and-code";
import { passedOn } from "./passed-on";
import { places } from "./places";
import { templates } from "./templates";

/** The key's value leaves. */
export const key: readonly Attack[] = [
  ...answers,
  ...encodings,
  ...literals,
  ...otherProperties,
  ...outputs,
  ...parametersAndCode,
  ...passedOn,
  ...places,
  ...templates,
];
