import type { Attack } from "../harness/attack";
import { httpApiBodies } from "./http-api";
import { restApiBodies } from "./rest-api";

/** APIs that a body describes. */
export const bodies: readonly Attack[] = [...restApiBodies, ...httpApiBodies];
