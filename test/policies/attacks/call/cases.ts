import type { Attack } from "../harness/attack";
import { integrations } from "./integrations";
import { otherServices } from "./other-services";
import { overrides } from "./overrides";

/** The call is PutRecord in the pipeline's region, as one role of the stack. */
export const call: readonly Attack[] = [...integrations, ...otherServices, ...overrides];
