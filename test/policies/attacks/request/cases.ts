import type { Attack } from "../harness/attack";
import { dataOfRecords } from "./data";
import { keysAndStreams } from "./keys-and-streams";
import { templatesOfRequests } from "./templates";

/** The record that reaches Kinesis is another one than the request's. */
export const request: readonly Attack[] = [...dataOfRecords, ...keysAndStreams, ...templatesOfRequests];
