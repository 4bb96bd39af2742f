import type { Attack } from "../harness/attack";
import { httpApiBodies } from "./http-api";
import { restApiBodies } from "./rest-api";
import { whatItCalls } from "./what-it-calls";
import { whoMayCall } from "./who-may-call";

/** APIs that a body describes. */
export const body: readonly Attack[] = [...httpApiBodies, ...restApiBodies, ...whatItCalls, ...whoMayCall];
