import { FAULT_NAMES } from "@aerospike-kinesis/local-aws/faults";

/** The stage that `npm start` builds if nobody names one. */
export const DEFAULT_STAGE = "dev";

/** What `npm start -- --help` prints. */
export const usage = `npm start [-- --stage STAGE] [-- --input FILE] [-- --once] [-- --assumptions FILE]
          [-- --faults RULES [--faults-region REGION]] [-- --listen ADDRESS] [-- --record FILE]

Builds a stage on a local AWS with the real Pulumi engine, sends sample change notifications through each of its
regions at the same time, as Aerospike's connectors do, reads them back from Kinesis, and stays up until Ctrl-C.

  --stage STAGE   which stage (${DEFAULT_STAGE})
  --input FILE    your own notifications, one JSON object a line (docs/notifications.md); - reads stdin
  --once          end after the records were read back; exit code 1 if one is missing
  --assumptions FILE
                  what the local AWS does where AWS does not document it: a report of npm run conformance, or
                  {"assumptions": {"<name>": "<value>"}}. The names and values are in
                  packages/local-aws/src/assumptions/assumptions.ts
  --faults RULES  what goes wrong, by share, number or seconds from the first record on, with commas:
                  AccessDenied:count=3,reset-after-stored:rate=0.5,garbage:from=60:until=90
                  ${FAULT_NAMES.join(", ")}
  --faults-region REGION
                  the faults strike only in this region; the others work
  --listen ADDRESS
                  API Gateway listens at this IP address of this machine, so that a connector elsewhere can reach it;
                  the endpoint, the certificate and the connector's file name it. AWS's own APIs stay on 127.0.0.1
  --record FILE   while it stays up, notes what a connector sends in FILE, a JSON object a line: method, path, names of
                  headers, connections, retries, answers; never a key or a body. At the end it compares the connector
                  with what this project assumes of connectors

It prints which alarms stand, and while it stays up each change of an alarm. With --faults it also sends a record a
second while it stays up: an alarm needs trouble in 5 of 10 minutes. With --record the connector sends them, and the
faults begin after the samples.`;
