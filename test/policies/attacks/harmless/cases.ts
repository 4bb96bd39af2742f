import type { Control } from "../harness/attack";
import { alarms } from "./alarms";
import { answers } from "./answer";
import { apis } from "./apis";
import { body } from "./body";
import { connectorFile } from "./connector-file";
import { crash } from "./crash";
import { door } from "./door";
import { existingStreams } from "./existing-streams";
import { key } from "./key";
import { keysAndLogs } from "./keys-and-logs";
import { logsAndTraces } from "./logs-and-traces";
import { operations } from "./operations";
import { readers } from "./readers";
import { request } from "./request";
import { streamKey } from "./stream-key";
import { streams } from "./streams";
import { undo } from "./undo";
import { webAcls } from "./web-acl";
import { who } from "./who";
import { writer } from "./writer";

/** What a real pull request may do, and breaks no promise. */
export const harmless: readonly Control[] = [
  ...alarms,
  ...answers,
  ...apis,
  ...body,
  ...connectorFile,
  ...crash,
  ...door,
  ...existingStreams,
  ...key,
  ...keysAndLogs,
  ...logsAndTraces,
  ...operations,
  ...readers,
  ...request,
  ...streamKey,
  ...streams,
  ...undo,
  ...webAcls,
  ...who,
  ...writer,
];
