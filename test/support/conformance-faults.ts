import type { Forwarded, ProxyAnswer, Rule } from "./conformance";

type Headers = Forwarded["headers"];

/** The last value of a header, whatever the case of its name. */
export const valueOf = (headers: Headers, name: string): string | undefined =>
  headers.findLast(([one]) => one.toLowerCase() === name)?.[1];
const without = (headers: Headers, name: string): Headers => headers.filter(([one]) => one.toLowerCase() !== name);
const withHeader = (headers: Headers, name: string, value: string): Headers => [
  ...without(headers, name),
  [name, value],
];

const isRefusal = ({ status }: ProxyAnswer): boolean => status >= 400;
const isStored = ({ status, text }: ProxyAnswer): boolean => status === 200 && text.includes("ShardId");
const MIB = 1024 * 1024;
const PLACE = `{"ShardId": "shardId-000000000000", "SequenceNumber": "49590338271490256608559692538361571095921575989136588898"}`;
const acknowledgement = (answer: ProxyAnswer): ProxyAnswer => ({ ...answer, status: 200, text: PLACE });
/** The text of an error, in the form of the API's own. */
export const FORGED_ERROR = `{"error": "Serialization", "requestId": "00000000-0000-4000-8000-000000000000"}`;

/** The place of the record before, in the answer to the next. */
function lateByOne(): Rule {
  let before: string | undefined;
  return async (_, forward) => {
    const answer = await forward();
    if (!isStored(answer)) return answer;
    const text = before ?? answer.text;
    before = answer.text;
    return { ...answer, text };
  };
}

/** The one fault that needs many records at once. */
export const MANY = "every tenth of many records at once is dropped";

/**
 * Each fault is what a wrong API would do. It is put between the suite and a right one.
 * @param key the API key
 * @returns makes the rule of each fault, by its name
 */
export const faults = (key: string): Readonly<Record<string, () => Rule>> => {
  const onAnswer =
    (change: (answer: ProxyAnswer, request: Forwarded) => ProxyAnswer) => (): Rule => async (request, forward) =>
      change(await forward(), request);
  const onRequest = (change: (request: Forwarded) => Partial<Forwarded>) => (): Rule => (request, forward) =>
    forward(change(request));
  const onGet =
    (isMet: (request: Forwarded) => boolean, answer: ProxyAnswer) => (): Rule => async (request, forward) =>
      request.method === "GET" && isMet(request) ? answer : forward();
  return {
    "every record goes to another stream": onRequest(({ headers }) => ({
      headers:
        valueOf(headers, "streamname") === "my_kinesis_stream" ? withHeader(headers, "streamname", "other") : headers,
    })),
    "an unknown stream's record goes to a stream of ours": onRequest(({ headers }) => ({
      headers: withHeader(headers, "streamname", "my_kinesis_stream"),
    })),
    "another destination's record goes to the first stream": onRequest(({ headers }) => ({
      headers:
        valueOf(headers, "streamname") === "other" ? withHeader(headers, "streamname", "my_kinesis_stream") : headers,
    })),
    "a wrong key opens the API": onRequest(({ headers }) => ({
      headers: valueOf(headers, "x-api-key") === undefined ? headers : withHeader(headers, "x-api-key", key),
    })),
    "no key is needed": onRequest(({ headers }) => ({ headers: withHeader(headers, "x-api-key", key) })),
    "a key counts in any case": onRequest(({ headers }) => ({
      headers:
        valueOf(headers, "x-api-key")?.toLowerCase() === key.toLowerCase()
          ? withHeader(headers, "x-api-key", key)
          : headers,
    })),
    "every error is a 200": onAnswer((answer) => (isRefusal(answer) ? { ...answer, status: 200 } : answer)),
    "an error is a 200 with a made-up place": onAnswer((answer) =>
      isRefusal(answer) ? acknowledgement(answer) : answer,
    ),
    "415 is acknowledged": onAnswer((answer) => (answer.status === 415 ? acknowledgement(answer) : answer)),
    "a record is acknowledged and not stored": () => async (request, forward) =>
      request.method === "POST" ? acknowledgement(await forward({ method: "GET" })) : forward(),
    "a record is stored and refused": onAnswer((answer) =>
      isStored(answer) ? { ...answer, status: 400, text: FORGED_ERROR } : answer,
    ),
    "a refused compressed body is stored after all":
      () =>
      async ({ headers }, forward) => {
        const answer = await forward();
        const plain = { headers: without(headers, "content-encoding") };
        if (valueOf(headers, "content-encoding") === "gzip") await forward(plain);
        return answer;
      },
    "a record is stored twice":
      () =>
      async ({ method }, forward) => {
        const answer = await forward();
        if (method === "POST" && isStored(answer)) await forward();
        return answer;
      },
    "an answer names the place of another record": lateByOne,
    "bytes above 127 are altered": onRequest(({ body }) => ({
      body: Buffer.from(body.map((byte) => (byte > 127 ? 63 : byte))),
    })),
    "white space at the end is cut off": onRequest(({ body }) => ({
      body: Buffer.from(body.toString("latin1").trimEnd(), "latin1"),
    })),
    "a null byte ends a body": onRequest(({ body }) => ({
      body: body.includes(0) && body.length > 1 ? body.subarray(0, body.indexOf(0) + 1) : body,
    })),
    "compressed bytes are stored": onRequest(({ headers }) => ({ headers: without(headers, "content-encoding") })),
    "the digest is not the partition key": onRequest(({ headers }) => ({
      headers: without(headers, "aerospike-digest"),
    })),
    "the digest in a body is not found": onRequest(({ body }) => ({
      body: Buffer.from(body.toString("latin1").replace(`"digest"`, `"Digest"`), "latin1"),
    })),
    "the digest is cut to 100 characters": onRequest(({ headers }) => ({
      headers: headers.map(([name, value]) => [
        name,
        name.toLowerCase() === "aerospike-digest" ? value.slice(0, 100) : value,
      ]),
    })),
    "names of headers in capitals are not found": onRequest(({ headers }) => ({
      headers: headers.filter(([name]) => name !== "AEROSPIKE-DIGEST"),
    })),
    "the query string chooses the stream": onRequest(({ path, headers }) => {
      const named = new URL(path, "https://x").searchParams.get("streamname");
      return named === null ? {} : { headers: withHeader(headers, "streamname", named) };
    }),
    "an error passes on Kinesis's text": onAnswer((answer) =>
      isRefusal(answer)
        ? {
            ...answer,
            text: answer.text.replace("}", `, "message": "arn:aws:kinesis:eu-west-1:123456789012:stream/x"}`),
          }
        : answer,
    ),
    "a 200 has another member": onAnswer((answer) =>
      isStored(answer) ? { ...answer, text: answer.text.replace("}", `, "EncryptionType": "KMS"}`) } : answer,
    ),
    "an error has no requestId": onAnswer((answer) =>
      isRefusal(answer) ? { ...answer, text: `{"message": "Forbidden"}` } : answer,
    ),
    "an answer repeats the key": onAnswer((answer, { headers }) => ({
      ...answer,
      headers: { ...answer.headers, "x-echo": String(valueOf(headers, "x-api-key")) },
    })),
    "a PUT is a health check": onAnswer((answer, { method }) =>
      method === "PUT" ? { ...answer, status: 200, text: `{"status": "ok"}` } : answer,
    ),
    "a health check needs a key":
      () =>
      async ({ method, headers }, forward) =>
        method === "GET" && valueOf(headers, "x-api-key") === undefined
          ? { status: 403, headers: {}, text: FORGED_ERROR }
          : forward(),
    "a health check with a key is refused": onGet(({ headers }) => valueOf(headers, "x-api-key") !== undefined, {
      status: 403,
      headers: {},
      text: FORGED_ERROR,
    }),
    // A MOCK integration does this for a binary media type without CONVERT_TO_TEXT.
    "a health check of a binary media type fails": onGet(
      ({ headers }) => valueOf(headers, "content-type") === "application/octet-stream",
      { status: 500, headers: {}, text: FORGED_ERROR },
    ),
    "a record above 1 MiB is refused":
      () =>
      async ({ body }, forward) =>
        body.length > MIB ? { status: 413, headers: {}, text: FORGED_ERROR } : forward(),
    "a record that is too large is cut": onRequest(({ body }) => ({ body: body.subarray(0, MIB - 100) })),
    [MANY]: () => {
      let count = 0;
      return async ({ method }, forward) =>
        method === "POST" && (count += 1) % 10 === 0 ? acknowledgement(await forward({ method: "GET" })) : forward();
    },
  };
};
