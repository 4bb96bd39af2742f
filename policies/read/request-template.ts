import { oncePerText } from "./once-per-text";
import { render } from "./rendering/render";
import { UnreadableTemplate } from "./rendering/syntax";
import { readBranch, type RequestTemplate } from "./request-branch";

export type { TemplateFinding } from "./rendering/put-record";
export type { PathOverride, PrintedData, PrintedForm, RequestTemplate } from "./request-branch";

/** Reads a request template. The same text is read once: many media types and regions share it. */
export const readRequestTemplate = oncePerText(readOnce);

const NOTHING_READ: RequestTemplate = {
  findings: [],
  streams: [],
  openStreams: [],
  data: [],
  printed: [],
  overrides: [],
};

function readOnce(source: string): RequestTemplate {
  try {
    const branches = render(source, "request").map(readBranch);
    return {
      findings: distinct(branches.flatMap(({ findings }) => findings)),
      streams: distinct(branches.flatMap(({ streams }) => streams)),
      openStreams: distinct(branches.flatMap(({ openStreams }) => openStreams)),
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
