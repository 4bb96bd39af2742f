import type { Attack } from "../harness/attack";
import { bodies } from "./bodies";
import { dataOfRecords } from "./data";
import { keysAndStreams } from "./keys-and-streams";
import { mediaTypes } from "./media-types";
import { refusals } from "./refusals";
import { templatesOfRequests } from "./templates";

/** The record that reaches Kinesis is another one than the request's. */
export const request: readonly Attack[] = [
  ...bodies,
  ...dataOfRecords,
  ...keysAndStreams,
  ...mediaTypes,
  ...refusals,
  ...templatesOfRequests,
];
