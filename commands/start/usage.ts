import { FAULT_NAMES } from "@aerospike-kinesis/local-aws/faults";

import { wrapWords } from "../shared/flags/wrap-words";

const INDENT = " ".repeat(18);

/** The stage that `npm start` builds if nobody names one. */
export const DEFAULT_STAGE = "dev";

/** What `npm start -- --help` prints. */
export const usage = `npm start -- [--stage STAGE] [--input FILE] [--once] [--assumptions FILE]
          [--faults RULES [--faults-region REGION]] [--listen ADDRESS] [--record FILE]

Builds a stage on a local AWS with the real Pulumi engine. Sends sample change notifications through each of its regions
at the same time, as Aerospike's connectors do. Reads the records back from Kinesis. Then keeps running until Ctrl-C.

  --stage STAGE   which stage (default: ${DEFAULT_STAGE})
  --input FILE    your own notifications, one JSON object a line (docs/notifications.md); - reads stdin
  --once          ends after it has read the records back; exit code 1 if a record is missing, 2 if the stage
                  does not come up
  --assumptions FILE
                  what the local AWS does where AWS's documents say nothing: a report of npm run conformance, or
                  {"assumptions": {"<name>": "<value>"}}. The names and values are in
                  packages/local-aws/src/assumptions/assumptions.ts
  --faults RULES  what goes wrong, separated by commas. A rule limits a fault by share, number, or seconds from the
                  first record on, such as:
                  AccessDenied:count=3,reset-after-stored:rate=0.5,garbage:from=60:until=90
                  Faults:
                  ${wrapWords(FAULT_NAMES, { indent: INDENT, separator: ", " })}
  --faults-region REGION
                  the faults happen only in this region; the others work
  --listen ADDRESS
                  API Gateway listens at this IP address of this machine, so that a connector elsewhere can reach it.
                  The endpoint, the certificate and the connector's file name the address. AWS's own APIs stay on
                  127.0.0.1
  --record FILE   while it keeps running, writes what a connector sends into FILE, a JSON object a line: method, path,
                  names of headers, connections, retries, answers; never a key or a body. At the end it compares the
                  connector with what this project assumes of connectors

It prints which alarms are on. While it keeps running, it prints each change of an alarm. With --faults, it also sends
one record a second, because an alarm needs trouble in 5 of 10 minutes. With --record, the connector sends the records,
and the faults begin after the samples.`;
