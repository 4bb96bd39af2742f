import { MINUTE_MS } from "../shared/durations";

/**
 * The time of a soak's alarms. They look at minutes, and a profile lasts seconds: so a minute is a number of requests here.
 * Time passes with the requests that API Gateway looks at, at the same rate on every machine, and stands still between them.
 */
export interface Minutes {
  /** CloudWatch's time, in milliseconds since 1970. */
  readonly now: () => number;
  /** Counts a request. It comes at the end of its share of the minute. */
  readonly countRequest: () => void;
  /** Ends the current minute. From now on, so many requests are a minute. */
  readonly setRequestsPerMinute: (requests: number) => void;
  /** Lets so many minutes pass in which no request comes. The current one counts as the first. */
  readonly pass: (minutes: number) => void;
  /** Calls this at the end of each minute, with the time. */
  readonly onMinute: (listener: (now: number) => void) => void;
}

/** The soak's stage calls it silence when no record is stored for so long: the default of the setting. */
export const SILENCE_MINUTES = 15;

/** A profile without failures takes so many minutes, or more: alarms look at ten. */
const LEAST_MINUTES = 15;
/** More would make the minutes of a long run too long for what is done to a pipeline. */
const MOST_REQUESTS = 200;

/**
 * How many requests are a minute of a profile.
 * @param records of the profile
 * @returns at least one
 */
export const requestsPerMinute = (records: number): number =>
  Math.min(MOST_REQUESTS, Math.ceil(records / LEAST_MINUTES));

/**
 * @param startsAt milliseconds since 1970
 * @returns minutes that begin with the next whole one, of one request each
 */
export function createMinutes(startsAt: number): Minutes {
  const listeners: ((now: number) => void)[] = [];
  let minute = Math.ceil(startsAt / MINUTE_MS) * MINUTE_MS;
  let perMinute = 1;
  let requests = 0;

  function endMinute(): void {
    minute += MINUTE_MS;
    requests = 0;
    for (const listener of listeners) listener(minute);
  }

  return {
    now: () => minute + Math.min(MINUTE_MS - 1, Math.floor((requests / perMinute) * MINUTE_MS)),
    countRequest: () => {
      requests += 1;
      // The request that fills a minute still belongs to it.
      if (requests > perMinute) {
        endMinute();
        requests = 1;
      }
    },
    setRequestsPerMinute: (next) => {
      if (requests > 0) endMinute();
      perMinute = next;
    },
    pass: (count) => {
      for (let passed = 0; passed < count; passed += 1) endMinute();
    },
    onMinute: (listener) => {
      listeners.push(listener);
    },
  };
}
