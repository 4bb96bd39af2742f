import type { Attack } from "../harness/attack";
import { keysSecretsFunctions } from "./keys-secrets-functions";
import { records } from "./records";

/** Streams, keys, secrets and functions are not for everybody. */
export const open: readonly Attack[] = [...keysSecretsFunctions, ...records];
