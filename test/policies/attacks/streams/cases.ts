import type { Attack } from "../harness/attack";
import { chosenStreams } from "./chosen";
import { names } from "./names";
import { pairsOfStreams } from "./two-streams";

/** Each record reaches the stream that it names. */
export const streams: readonly Attack[] = [...chosenStreams, ...names, ...pairsOfStreams];
