import { positionIn, readRecord } from "../../../shared/records";
import type { Api } from "../../api";
import { describe } from "../../expect";
import type { HttpAnswer } from "../../http-client";
import { createPatience } from "../../patience";
import type { Inside } from "./inside";
import { waitFor } from "./wait-for";

/** What a probe is sent. */
export interface ProbeRequest {
  /** The last segment of the path, as it is sent. */
  readonly segment: string;
  /** @defaultValue a small JSON object */
  readonly body?: Buffer | string;
  /** @defaultValue application/json */
  readonly type?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

/** What a probe showed. */
export interface ProbeAnswer {
  readonly answer: HttpAnswer;
  /** What its template saw; undefined if nothing is stored. */
  readonly seen: string | undefined;
  /** In a few words. */
  readonly found: string;
}

/**
 * Asks what a mapping template sees of a request. It waits for the probe's key to open the API.
 * @param inside the probe
 * @param api whose client sends, and whose Kinesis has the record
 * @param request what is sent
 * @returns the answer, and the text in the stored record
 */
export async function askProbe(
  inside: Inside,
  api: Api,
  { segment, body = `{"a": "conformance"}`, type = "application/json", headers = [] }: ProbeRequest,
): Promise<ProbeAnswer> {
  const { url, key, stream } = inside.probe;
  const own = [["x-api-key", key], ["Content-Type", type], ...headers] as const;
  const send = () =>
    api.client.send({ method: "POST", url: `${url}/${segment}`, headers: own, body: Buffer.from(body) });
  const opened = await waitFor(inside, async () => {
    const answer = await send();
    return answer.status === 403 ? undefined : answer;
  });
  const answer = opened?.value ?? (await send());
  const place = positionIn(answer.text);
  if (place === undefined) return { answer, seen: undefined, found: describe(answer) };
  const record = await createPatience()(() => readRecord(api.target.kinesis, stream, place));
  const seen = record?.data.toString("utf8");
  return { answer, seen, found: seen === undefined ? "no record" : `the template sees ${JSON.stringify(seen)}` };
}
