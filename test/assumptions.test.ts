import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ASSUMPTIONS, FIXED_ASSUMPTIONS } from "@aerospike-kinesis/local-aws";

import { PROJECT } from "./support/program";

/** Words for what AWS does not say. */
const SILENCE =
  /not documented|undocumented|uncertain|unclear|inferred|not known|not confirmed|not verified|does(?: not|n't) say|assumed (?:to|that|of)|(?:been|was|were) seen|as strict as ours|field reports?/i;
const NAMED = /\[assumption: ([a-z0-9-]+)\]/g;

/** Part of a paragraph, and why it names no assumption about AWS. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "that is not known before `pulumi up`": "the engine's word for a value",
  "the band of the metric is not known yet": "CloudWatch's own message",
  "the region itself if its title is not known here": "a lack of ours",
  "errors thrown for values that are not known yet": "the engine's word for a value",
  "at preview they are not known yet": "the engine's word for a value",
  "Where the pack does not say which value": "our own policy pack",
  "which are uncertain, and which are another region's": "prices, which docs/cost.md marks one by one",
  "Uncertain: ": "prices, which docs/cost.md marks one by one",
  "## What is not verified": "a heading",
  "whether the connector adds a `Content-Type`": "the connector: packages/esp-simulator has its list",
  "whether the connector logs the": "the connector: packages/esp-simulator has its list",
  "can use up the threads of that process": "the connector: docs/regions.md says it where it matters",
  "how the connector divides records between several URLs": "the connector: docs/regions.md says it where it matters",
  "Probably an unhealthy URL gets no records": "the connector: docs/regions.md says it where it matters",
  "marks what it does not say": "the connector: docs/regions.md says it where it matters",
  "(`json`: inferred)": "the connector: packages/esp-simulator has its list",
  "whether every region offers these things": "AWS's regions, not how it behaves",
  "Finds arguments that are not known when the program runs": "the engine's word for a value",
  "Whether a port can have namespaces is not documented": "the connector: docs/regions.md says it where it matters",
  "For `json` no sample of a delete was seen": "the connector: packages/esp-simulator has its list",
  'does not say `{"statusCode": 200}`': "a body that a client sends",
};

const filesIn = (directory: string, ending: string): string[] =>
  readdirSync(join(PROJECT, directory), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending) && !file.includes("node_modules"))
    .map((file) => join(directory, file));

const FILES = [
  ...filesIn("packages/local-aws/src", ".ts"),
  ...filesIn("components", ".ts"),
  ...filesIn("config", ".ts"),
  ...filesIn("connector", ".ts"),
  ...filesIn("docs", ".md"),
  "packages/local-aws/README.md",
  "README.md",
];

const isList = (file: string): boolean => file.startsWith(join("packages", "local-aws", "src", "assumptions"));

/** The paragraphs of Markdown, or the runs of comment lines and of other lines of TypeScript; each as one line. */
function paragraphsOf(file: string): string[] {
  const text = readFileSync(join(PROJECT, file), "utf8");
  const lines = text.split("\n");
  if (file.endsWith(".md")) return text.split(/\n\s*\n/).map(inOneLine);
  const paragraphs: string[][] = [[]];
  let wasComment = false;
  for (const line of lines) {
    const isComment = /^\s*(?:\/\*|\*|\/\/)/.test(line);
    if (isComment !== wasComment || /^\s*\/\*/.test(line)) paragraphs.push([]);
    wasComment = isComment;
    paragraphs.at(-1)!.push(line.replace(/^\s*(?:\/\*\*?|\*\/?|\/\/)/, ""));
  }
  return paragraphs.map((paragraph) => inOneLine(paragraph.join("\n")));
}

const inOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

const PARAGRAPHS = FILES.filter((file) => !isList(file)).flatMap((file) =>
  paragraphsOf(file).map((text) => ({ file, text })),
);
const namesIn = (text: string): string[] => [...text.matchAll(NAMED)].map(([, name = ""]) => name);
const LISTED = [...Object.keys(ASSUMPTIONS), ...Object.keys(FIXED_ASSUMPTIONS)];

describe("the list of what is assumed about AWS", () => {
  it("is what each comment and paragraph names that calls something uncertain", () => {
    const exceptions = Object.keys(EXCEPTIONS);
    const silent = PARAGRAPHS.filter(
      ({ text }) => SILENCE.test(text) && namesIn(text).length === 0 && !exceptions.some((part) => text.includes(part)),
    );
    assert.deepEqual(
      silent.map(({ file, text }) => `${file}: ${text}`),
      [],
    );
  });

  it("has every name that is named", () => {
    const unknown = PARAGRAPHS.flatMap(({ file, text }) =>
      namesIn(text).flatMap((name) => (LISTED.includes(name) ? [] : [`${file}: ${name}`])),
    );
    assert.deepEqual(unknown, []);
  });

  it("has no name that the local AWS does not name where it assumes it", () => {
    const named = new Set(
      PARAGRAPHS.filter(({ file }) => file.startsWith("packages")).flatMap(({ text }) => namesIn(text)),
    );
    assert.deepEqual(
      LISTED.filter((name) => !named.has(name)),
      [],
    );
  });

  it("has no exception that nothing needs", () => {
    const unused = Object.keys(EXCEPTIONS).filter((part) => !PARAGRAPHS.some(({ text }) => text.includes(part)));
    assert.deepEqual(unused, []);
  });

  it("has a default, other values, and sources for each", () => {
    for (const [name, { values, default: usual, sources, question }] of Object.entries(ASSUMPTIONS)) {
      assert.match(name, /^[a-z]+(?:-[a-z]+)*$/);
      assert.match(question, /\?$/, name);
      assert.ok(usual in values, name);
      assert.ok(Object.keys(values).length > 1, name);
      for (const value of Object.keys(values)) assert.match(value, /^[a-z0-9]+(?:-[a-z]+)*$/, name);
      assert.ok(sources.length > 0, name);
    }
  });
});
