import { account } from "./account/cases";
import { alarms } from "./alarms/cases";
import { answer } from "./answer/cases";
import { body } from "./body/cases";
import { call } from "./call/cases";
import { connectorFile } from "./connector-file/cases";
import { crash } from "./crash/cases";
import { door } from "./door/cases";
import { existingStreams } from "./existing-streams/cases";
import { harmless } from "./harmless/cases";
import type { Attack, Case } from "./harness/attack";
import { key } from "./key/cases";
import { keysAndLogs } from "./keys-and-logs/cases";
import { late } from "./late/cases";
import { logsAndTraces } from "./logs-and-traces/cases";
import { open } from "./open/cases";
import { operations } from "./operations/cases";
import { request } from "./request/cases";
import { streamKey } from "./stream-key/cases";
import { streams } from "./streams/cases";
import { undo } from "./undo/cases";
import { unread } from "./unread/cases";
import { webAcl } from "./web-acl/cases";
import { who } from "./who/cases";
import { writer } from "./writer/cases";

/** Every attack, of every kind. */
export const attacks: readonly Attack[] = [
  ...account,
  ...alarms,
  ...answer,
  ...body,
  ...call,
  ...connectorFile,
  ...crash,
  ...door,
  ...existingStreams,
  ...key,
  ...keysAndLogs,
  ...late,
  ...logsAndTraces,
  ...open,
  ...operations,
  ...request,
  ...streamKey,
  ...streams,
  ...undo,
  ...unread,
  ...webAcl,
  ...who,
  ...writer,
];

/** The pipeline as it is. */
export const UNCHANGED: Case = { name: "unchanged", apply: () => undefined };

/** Whatever the program can be told to build. */
export const cases: readonly Case[] = [UNCHANGED, ...attacks, ...harmless];
