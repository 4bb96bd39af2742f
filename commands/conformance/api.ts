import { headerIn } from "../shared/header-in";
import { positionIn, readRecord, type StoredRecord } from "../shared/records";
import { isHidden } from "../shared/stream-reference";
import { leakIn, problemOf } from "./answer-form";
import type { HttpAnswer, HttpClient, HttpRequest } from "./http-client";
import type { Ledger } from "./ledger";
import type { Patience } from "./patience";
import { ReadingError } from "./reading-error";
import { openRepeats, type Repeats, type RepeatsOptions } from "./repeats";
import type { Destination, Target } from "./target";

/** What a check changes in the connector's request. */
export interface Change {
  /** @defaultValue POST */
  readonly method?: string;
  /** Replaces headers, in any case of their names; `undefined` leaves one out, several values are sent one by one. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Sent after all others, as they stand, also if another has the same name. @defaultValue none */
  readonly lastHeaders?: readonly (readonly [string, string])[];
  /** @defaultValue a small JSON object */
  readonly body?: Buffer | string | undefined;
  /** With its question mark. */
  readonly query?: string;
  /** In place of the API's URL. */
  readonly url?: string;
  /** In place of the first destination of the connector's file. */
  readonly destination?: Destination;
  /** How it is sent. @defaultValue over HTTP/1.1 */
  readonly via?: "send" | "sendHttp2" | "sendChunked";
  /** Whether what stands before API Gateway may answer in words of its own. @defaultValue false */
  readonly isUnusual?: boolean;
  /** Whether a 429 or a 504 is the answer, and not a reason to send again. @defaultValue false */
  readonly isSentOnce?: boolean;
}

/** A request that was sent, and its answer. */
export interface Exchange {
  readonly answer: HttpAnswer;
  readonly body: Buffer;
  /** What marks the record: it is also the digest, unless a check sends another. */
  readonly mark: string;
  /** The stream that gets the record. */
  readonly stream: string;
}

/** The API under test. */
export interface Api extends Pick<Repeats, "noteLate" | "late"> {
  readonly target: Target;
  readonly client: HttpClient;
  /** Names the check that sends from now on. */
  readonly enter: (check: string) => void;
  /** A new mark, for a body that must hold it. It is the mark of the next request. */
  readonly nextMark: () => string;
  /** A request as the connector sends it, changed. It is not sent. */
  readonly prepare: (change?: Change) => {
    readonly request: HttpRequest;
    readonly body: Buffer;
    readonly mark: string;
  };
  /**
   * Sends it. Tries again while Kinesis or API Gateway throttles, and once after a 504.
   * @throws Mismatch after a second 504, and if nothing may be sent again; rejects if no answer comes
   */
  readonly send: (change?: Change) => Promise<Exchange>;
  /**
   * Judges the form of an answer that did not come by {@link send}: what is wrong is in {@link malformed}. One that is unusual
   * can be in words of what stands before API Gateway.
   */
  readonly judgeForm: (method: string, answer: HttpAnswer, isUnusual?: boolean) => void;
  readonly ledger: Ledger;
  /** The most bytes that a record of the stream has, data and partition key together. Absent if it is not known. */
  readonly recordLimit?: number | undefined;
  /**
   * The record that an answer names. `hidden` if the stream is in another account, and its owner does not let this one
   * read it. The stream is that of the first destination, unless another is named. Rejects with a ReadingError if Kinesis
   * does not answer.
   */
  readonly read: (answer: HttpAnswer, stream?: string) => Promise<StoredRecord | "hidden" | undefined>;
  /** How many records were hidden so far. */
  readonly hidden: () => number;
  /** What was wrong with the form of any answer. */
  readonly malformed: readonly string[];
}

export interface ApiOptions extends RepeatsOptions {
  readonly target: Target;
  readonly client: HttpClient;
  readonly ledger: Ledger;
  /** For readings that are too fast. */
  readonly patience: Patience;
  /** Begins each mark. */
  readonly run: string;
  /** Of the stream, in bytes. Absent if it is not known. */
  readonly recordLimit?: number | undefined;
}

/**
 * Opens the API under test.
 * @param options the target and what belongs to a run
 * @returns functions to send requests; each request is noted in the ledger, and the form of each answer is judged
 */
export function openApi({ target, client, ledger, patience, run, recordLimit, ...repeatsOptions }: ApiOptions): Api {
  let number = 0;
  let hidden = 0;
  let check = "";
  let reserved: string | undefined;
  const malformed: string[] = [];
  const secret = headerIn(target.headers, "x-api-key");
  const judgeForm: Api["judgeForm"] = (method, answer, isUnusual = false) => {
    const problem = leakIn(answer, secret) ?? (isUnusual ? undefined : problemOf(method, answer));
    if (problem !== undefined) malformed.push(`${check}: ${problem}`);
  };
  const takeMark = (): string => {
    const mark = reserved ?? `${run}-${(number += 1)}`;
    reserved = undefined;
    return mark;
  };
  const { begin, noteLate, late } = openRepeats(repeatsOptions);
  const prepare: Api["prepare"] = (change = {}) => {
    const { method = "POST", headers = {}, lastHeaders = [], body } = change;
    const { query = "", url = target.url, destination = target } = change;
    const mark = takeMark();
    const all = new Map<string, readonly [string, string | readonly string[] | undefined]>();
    const own = { ...destination.headers, "Content-Type": "application/json", "aerospike-digest": mark };
    for (const [name, value] of [...Object.entries(own), ...Object.entries(headers)]) {
      all.set(name.toLowerCase(), [name, value]);
    }
    const sent = [...all.values()].flatMap(([name, value]) =>
      [value].flat().flatMap((one) => (one === undefined ? [] : [[name, one] as const])),
    );
    const bytes = Buffer.from(body ?? JSON.stringify({ conformance: mark }));
    const isBodiless = method === "GET" || method === "HEAD";
    const request = {
      method,
      url: url + query,
      headers: [...sent, ...lastHeaders],
      ...(!isBodiless && { body: bytes }),
    };
    return { request, body: bytes, mark };
  };
  return {
    target,
    client,
    ledger,
    malformed,
    recordLimit,
    prepare,
    judgeForm,
    enter: (name) => {
      check = name;
    },
    nextMark: () => (reserved = takeMark()),
    send: async (change = {}) => {
      const { request, body, mark } = prepare(change);
      const { stream } = change.destination ?? target;
      const isToRepeat = begin();
      for (;;) {
        const take = ledger.note(mark, check, stream);
        const answer = await client[change.via ?? "send"](request);
        take(answer.status, answer.text);
        judgeForm(request.method, answer, change.isUnusual);
        if (change.isSentOnce === true || !(await isToRepeat(answer, request.body?.length ?? 0))) {
          return { answer, body, mark, stream };
        }
      }
    },
    hidden: () => hidden,
    noteLate,
    late,
    read: async ({ text }, stream = target.stream) => {
      const place = positionIn(text);
      if (place === undefined) return undefined;
      try {
        const readOnce = () => readRecord(target.kinesis, stream, place);
        return await patience(() =>
          readOnce().catch((error: unknown) => {
            // The next reading takes a new iterator.
            if ((error as Error).name === "ExpiredIteratorException") return readOnce();
            throw error;
          }),
        );
      } catch (error) {
        if (isHidden(stream, error)) {
          hidden += 1;
          return "hidden";
        }
        if (NO_SUCH_PLACE.includes((error as Error).name)) return undefined;
        throw new ReadingError(error);
      }
    },
  };
}

/** What Kinesis answers to a shard or a sequence number that it never gave. */
const NO_SUCH_PLACE = ["InvalidArgumentException", "ResourceNotFoundException"];
