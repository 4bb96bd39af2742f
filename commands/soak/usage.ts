import { FAULT_NAMES } from "@aerospike-kinesis/local-aws/faults";

import { wrapWords } from "../shared/flags/wrap-words";
import { ACTION_NAMES } from "./actions";
import { SILENCE_MINUTES } from "./minutes";
import { MODE_NAMES } from "./outage/modes";
import { PROFILES } from "./profiles";

const INDENT = " ".repeat(18);
const namesOf = (names: readonly string[]): string => wrapWords(names, { indent: INDENT });

/** What `npm run soak -- --help` prints. */
export const usage = `npm run soak -- [--records N] [--faults PROFILES|RULES|all] [--seconds S] [--instances K]
                [--store kinesis-local|memory] [--order partition|record] [--partitions N] [--shard-rate SHARE]
                [--seed N] [--json]
npm run soak -- --regions MODE [--records N] [--store kinesis-local|memory] [--seed N] [--json]

Deploys the pipeline on a local AWS with the real Pulumi engine. Sends records through it, as XDR and Aerospike's
connectors do, while things fail. Then reads every shard back and compares byte for byte. docs/evidence.md explains the
report, and the minutes of the alarms.

Exit code 1 if one of these happened:
  - a record was acknowledged and is not stored, or was altered
  - a record was not acknowledged after the faults ended
  - a consumer was left with an old version of a record
  - an alarm that a profile promises did not go off, or another alarm went off
  - the run was cut short, or a fault never came, so that the run proves nothing
Exit code 2 for a wrong call or if nothing could be tested, 130 if somebody interrupts it.

It uses stage dev with four changes: api.throttle is too high to matter, nothing is protected, the alarms are on with a
silenceMinutes of ${SILENCE_MINUTES}, and with the memory store the timeouts are shorter. It sends MessagePack instead of Avro.

  --regions MODE  runs stage prod instead of the profiles. Its first region dies while records flow through all of its
                  regions: its API breaks connections, then hangs, then answers 503. A third of the records is written
                  meanwhile. Exit code 1 if a record is lost, or if a path that does not need the dead region
                  noticed it. MODE says how connectors use the regions: ${MODE_NAMES.join(", ")}
  --records N     records for each profile (1000). Profiles that do something to the pipeline send more. With far fewer,
                  a share of 10 % can be too rare for its alarm
  --faults WHAT   all (the default), or some of these profiles, separated by commas; each one is a run:
                  ${namesOf(PROFILES.map(({ name }) => name))}
                  Or one run of rules, with profiles between them. A rule limits a fault by share, number or seconds:
                  AccessDenied:from=1:until=2.5,reset-after-stored:rate=0.05:count=100,gateway-restart:from=2:count=3
                  Faults:
                  ${namesOf(FAULT_NAMES)}
                  Actions on the pipeline. Each happens once, after half of the records, unless the rule says otherwise.
                  A rule's rate is the chance in each of ten times a second:
                  ${namesOf(ACTION_NAMES)}
  --seconds S     for how many seconds, at most, a profile's faults go on and records are written (60). Then the run
                  waits as long again, at least 30 seconds, until every record is acknowledged
  --instances K   the number of connectors (3), each with the stage's max-connections-per-endpoint
  --store STORE   kinesis-local (the default: not ours, 170 to 320 records a second, the stage's own timeouts) or
                  memory (ours, faster, timeouts of about two seconds)
  --order WHAT    what XDR sends one by one: partition (all records of a partition; the default, stricter than XDR), or
                  record (the versions of one record, as XDR does). Some profiles need one of them, and choose it
                  unless this flag is given
  --partitions N  the number of Aerospike's partitions that the keys are spread over (default: the profile decides)
  --shard-rate S  what a shard takes, as a multiple of AWS's 1,000 records and 1 MiB a second (1, or the profile
                  decides)
  --seed N        the seed of the random numbers (1)
  --json          prints the report as JSON on stdout, everything else on stderr`;
