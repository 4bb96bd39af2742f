import type { LocalAws } from "@aerospike-kinesis/local-aws";

import { MINUTE_MS } from "../shared/durations";
import { ALARM_SIDES, type AlarmName } from "./expected-alarms";
import type { Minutes } from "./minutes";

/** An alarm that went off. */
export interface WentOff {
  readonly alarm: AlarmName;
  /** `page` wakes somebody, `ticket` waits until tomorrow. */
  readonly severity: string;
  /** The minute of the profile, from 1 on, at whose end the alarm went off for the first time. */
  readonly minute: number;
}

/** Looks at the alarms of a deployed stage while a profile runs. */
export interface AlarmWatch {
  /** Forgets what went off: a profile begins. */
  readonly begin: () => void;
  /** Which alarms went off since then, the first one first, each once. */
  readonly wentOff: () => readonly WentOff[];
}

export interface AlarmWatchOptions {
  readonly aws: Pick<LocalAws, "cloudWatch" | "publisher">;
  readonly minutes: Minutes;
  readonly region: string;
  /** What the names of the stage's alarms begin with. */
  readonly prefix: string;
}

const NAMES = [...Object.keys(ALARM_SIDES), "ours", "theirs"] as readonly AlarmName[];

/**
 * Evaluates the alarms of an account at the end of each minute, and notes what they publish. An alarm that goes off and
 * does not reach its topic counts for nothing: nobody would learn of it.
 * @param options the account, its minutes, and which alarms are the stage's
 * @returns what went off
 */
export function watchAlarms({ aws, minutes, region, prefix }: AlarmWatchOptions): AlarmWatch {
  const first = new Map<AlarmName, WentOff>();
  let beganAt = minutes.now();
  aws.publisher.onMessage(({ topicArn, message }) => {
    const { AlarmName: fullName, ...alarm } = JSON.parse(message) as Notification;
    const isOurs = topicArn.split(":")[3] === region && fullName.startsWith(`${prefix}-`);
    if (alarm.NewStateValue !== "ALARM" || !isOurs) return;
    const name = nameIn(fullName.slice(prefix.length + 1));
    if (first.has(name)) return;
    const [severity = ""] = alarm.AlarmDescription.split(":");
    const minute = Math.round((Date.parse(alarm.StateChangeTime) - beganAt) / MINUTE_MS);
    first.set(name, { alarm: name, severity, minute });
  });
  minutes.onMinute((now) => {
    aws.cloudWatch.alarms.evaluate(now);
  });
  return {
    begin: () => {
      first.clear();
      beganAt = minutes.now();
    },
    wentOff: () => [...first.values()],
  };
}

/** What of an alarm's message counts here. */
interface Notification {
  readonly AlarmName: string;
  /** `<severity>: <meaning>` */
  readonly AlarmDescription: string;
  readonly NewStateValue: string;
  readonly StateChangeTime: string;
}

/** A name without that of its stream, or without its number where a side has several composite alarms. */
function nameIn(key: string): AlarmName {
  const name = NAMES.find((each) => key === each || key.startsWith(`${each}-`));
  if (name === undefined) throw new Error(`expected-alarms.ts has no alarm ${key}`);
  return name;
}
