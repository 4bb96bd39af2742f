import { headerIn } from "../shared/header-in";
import { leakIn, problemOf } from "./answer-form";
import { type Change, type ConnectorRequest, connectorRequest } from "./connector-request";
import type { HttpAnswer, HttpClient } from "./http-client";
import type { Ledger } from "./ledger";
import type { Patience } from "./patience";
import { openReadings, type Readings } from "./readings";
import { openRepeats, type Repeats, type RepeatsOptions } from "./repeats";
import type { Target } from "./target";

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
export interface Api extends Readings, Pick<Repeats, "noteLate" | "late"> {
  readonly target: Target;
  readonly client: HttpClient;
  /** Names the check that sends from now on. */
  readonly enter: (check: string) => void;
  /** A new mark, for a body that must hold it. It is the mark of the next request. */
  readonly nextMark: () => string;
  /** A request as the connector sends it, changed. It is not sent. */
  readonly prepare: (change?: Change) => ConnectorRequest & { readonly mark: string };
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
    const mark = takeMark();
    return { ...connectorRequest(target, mark, change), mark };
  };
  return {
    ...openReadings(target, patience),
    noteLate,
    late,
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
  };
}
