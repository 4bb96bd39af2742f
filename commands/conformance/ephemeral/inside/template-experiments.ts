import type { Assumptions } from "@aerospike-kinesis/local-aws";

import { type Experiment, experiment } from "../../experiment";
import { askProbe, type ProbeAnswer, type ProbeRequest } from "./ask-probe";
import type { Inside } from "./inside";

/** The value of header-case, by whether a header is seen by its name as sent, in other case, and in lower case. */
const HEADER_CASES: ReadonlyMap<string, Assumptions["header-case"]> = new Map([
  ["seen,not seen,not seen", "exact"],
  ["seen,seen,seen", "ignored"],
  ["not seen,not seen,seen", "lowered"],
]);
const HEADER = [["CONFORMANCE-Probe", "yes"]] as const;
/** Bytes that are no UTF-8. As Base64 they are `//4=`. */
const BYTES = Buffer.from([0xff, 0xfe]);
const OCTETS = "application/octet-stream";

/**
 * What mapping templates see. The probe's templates store it.
 * @param inside the probe
 * @returns an experiment for each assumption about templates that the program itself does not show
 */
export function templateExperiments(inside: Inside): readonly Experiment[] {
  const headerCase = experiment({
    name: "header-case",
    decide: async (api) => {
      const shown: string[] = [];
      for (const segment of ["header-sent", "header-other", "header-lower"]) {
        const { seen } = await askProbe(inside, api, { segment, headers: HEADER });
        shown.push(seen === "yes" ? "seen" : "not seen");
      }
      const found = `the name as sent ${shown[0]}, in other case ${shown[1]}, in lower case ${shown[2]}`;
      const value = HEADER_CASES.get(shown.join());
      return value === undefined ? { found } : { value, found };
    },
  });
  const contentLength = experiment({
    name: "content-length-header",
    decide: async (api) => {
      for (const segment of ["length-sent", "length-lower"]) {
        const { seen, found } = await askProbe(inside, api, { segment });
        if (seen === undefined) return { found };
        if (seen !== "") return { value: "visible", found };
      }
      return { value: "hidden", found: "the template sees an empty text" };
    },
  });
  const binaryTypeParameters = experiment({
    name: "binary-type-parameters",
    decide: async (api) => {
      const plain = await askProbe(inside, api, { segment: "body", type: OCTETS, body: BYTES });
      if (plain.seen !== BYTES.toString("base64")) return { found: `binary bodies are no Base64: ${plain.found}` };
      const { seen, found } = await askProbe(inside, api, {
        segment: "body",
        type: `${OCTETS}; conformance=1`,
        body: BYTES,
      });
      if (seen === undefined) return { found };
      return { value: seen === plain.seen ? "set-aside" : "count", found };
    },
  });
  const emptyBody = byText(inside, "empty-body", { segment: "body", body: "" }, { "{}": "braces", "": "empty-text" });
  const pathParameters = byText(
    inside,
    "path-parameters",
    { segment: "conformance%2Bpath" },
    { "conformance+path": "decoded", "conformance%2Bpath": "as-sent" },
  );
  const jsonReader = byText(
    inside,
    "json-reader",
    { segment: "json-path", body: `{'a': 'lenient'}` },
    { lenient: "lenient" },
    "strict",
  );
  const jsonDuplicates = byText(
    inside,
    "json-duplicates",
    { segment: "json-path", body: `{"a": "first", "a": "last"}` },
    { first: "first", last: "last" },
    "refused",
  );
  const jsonSlash = byText(
    inside,
    "json-slash",
    { segment: "json-text", body: `{"a": "x/y"}` },
    { '"x/y"': "plain", [String.raw`"x\/y"`]: "escaped" },
  );
  return [
    headerCase,
    contentLength,
    binaryTypeParameters,
    emptyBody,
    pathParameters,
    jsonReader,
    jsonDuplicates,
    jsonSlash,
    ...answerExperiments(inside),
  ] as readonly Experiment[];
}

/** What the templates and patterns of an integration's answer do. */
function answerExperiments(inside: Inside): readonly Experiment[] {
  const answerBody = experiment({
    name: "answer-body",
    decide: async (api) => {
      const { answer, found } = await askProbe(inside, api, { segment: "body" });
      const shown = bodyIn(answer.text);
      if (shown === undefined) return { found };
      return shown === "" ? { value: "empty", found: "an empty text" } : { value: "filled", found: "Kinesis's answer" };
    },
  });
  const matchingResponse = experiment({
    name: "matching-response",
    decide: async (api) => {
      const { answer } = await askProbe(inside, api, { segment: "body" });
      const found = `of 200 and 201: ${answer.status}`;
      if (answer.status === 200) return { value: "lowest-status", found };
      return answer.status === 201 ? { value: "highest-status", found } : { found };
    },
  });
  return [answerBody, matchingResponse] as readonly Experiment[];
}

function bodyIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly body?: unknown }).body;
  } catch {
    return undefined;
  }
}

/**
 * An experiment that what a template sees decides.
 * @param name of the assumption
 * @param values by what is seen
 * @param refused the value that an answer of 500 shows. @defaultValue none
 */
function byText(
  inside: Inside,
  name: Experiment["name"],
  request: ProbeRequest,
  values: Readonly<Record<string, string>>,
  refused?: string,
): Experiment {
  return {
    name,
    decide: async (api) => {
      const { seen, found, answer }: ProbeAnswer = await askProbe(inside, api, request);
      const value = seen === undefined && answer.status === 500 ? refused : values[seen ?? ""];
      const isKnown = value !== undefined && (seen !== undefined || answer.status === 500);
      return isKnown ? { value, found } : { found };
    },
  } as Experiment;
}
