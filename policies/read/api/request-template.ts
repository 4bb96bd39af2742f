import { oncePerText } from "../once-per-text";
import { parseTemplate } from "../rendering/parse-template";
import { render } from "../rendering/render";
import { timeFindings } from "../rendering/request-time";
import { choiceFindings } from "../rendering/stream-choice";
import { UnreadableTemplate } from "../rendering/syntax";
import { readBranch, type RequestTemplate } from "./request-branch";

export type { TemplateFinding } from "../rendering/put-record";
export type { PathOverride, PrintedData, PrintedForm, RequestTemplate } from "./request-branch";

/** Reads a request template. The same text is read once: many media types and regions share it. */
export const readRequestTemplate = oncePerText(readOnce);

const NOTHING_READ: RequestTemplate = {
  nodes: [],
  findings: [],
  streams: [],
  openStreams: [],
  data: [],
  printed: [],
  overrides: [],
};

function readOnce(source: string): RequestTemplate {
  try {
    const nodes = parseTemplate(source);
    const branches = render(source, "request").map(readBranch);
    const streams = distinct(branches.flatMap((branch) => branch.streams));
    const names = [...new Set(streams.map(({ name }) => name))];
    return {
      nodes,
      findings: distinct([...branches.flatMap(({ findings }) => findings), ...timeFindings(nodes)]),
      streams,
      openStreams: distinct([...branches.flatMap((branch) => branch.openStreams), ...choiceFindings(nodes, names)]),
      data: distinct(branches.flatMap(({ data }) => data)),
      printed: distinct(branches.flatMap(({ printed }) => printed)),
      overrides: branches.flatMap(({ overrides }) => overrides),
    };
  } catch (error) {
    if (!(error instanceof UnreadableTemplate)) throw error;
    return { ...NOTHING_READ, findings: [{ line: error.line, message: `could not be read: ${error.message}.` }] };
  }
}

function distinct<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
