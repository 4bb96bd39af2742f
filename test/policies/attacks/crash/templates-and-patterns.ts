import { mine } from "../build/mine";
import type { Attack, Props } from "../harness/attack";

const MAPPING = "api-post-200-mapping";
const INTEGRATION_NAME = "api-post-integration";

/** Velocity that nobody can read to its end: what cannot be read is found, and takes nothing down. */
const template = (name: string, breaks: string, text: string): Attack =>
  mine({
    name: `crash-${name}`,
    kind: "crash",
    breaks,
    expect: "a template that cannot be read is a finding, and the run goes on",
    changes: {
      [INTEGRATION_NAME]: {
        props: (props: Props) => ({
          ...props,
          requestTemplates: {
            ...(props.requestTemplates as object),
            "application/json": text.replaceAll(STREAM, `crash-${name}`),
          },
        }),
      },
    },
  });

const pattern = (name: string, breaks: string, selectionPattern: string): Attack =>
  mine({
    name: `crash-${name}`,
    kind: "crash",
    breaks,
    expect: "a pattern that cannot be judged is a finding, and the run goes on",
    changes: { [MAPPING]: { props: { selectionPattern } } },
  });

/** Where a template names the stream; it is the pipeline's own. */
const STREAM = "crash-stream";

/** A request as it should be. */
export const GOOD = `{"StreamName": "${STREAM}", "PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"}`;

/** How many things are within each other. */
export const DEEP = 20_000;

/** Templates and patterns that nobody can read to their end. */
export const templatesAndPatterns: readonly Attack[] = [
  template(
    "parentheses",
    "twenty thousand parentheses within each other",
    `#set($x = ${"(".repeat(DEEP)}1${")".repeat(DEEP)})${GOOD}`,
  ),
  template(
    "brackets",
    "twenty thousand lists within each other",
    `#set($x = ${"[".repeat(DEEP)}1${"]".repeat(DEEP)})${GOOD}`,
  ),
  template("not-not", "twenty thousand times no", `#if(${"!".repeat(DEEP)}true)${GOOD}#end`),
  template(
    "ifs",
    "five thousand conditions within each other",
    `${"#if(true)".repeat(5000)}${GOOD}${"#end".repeat(5000)}`,
  ),
  template(
    "calls",
    "five thousand calls within each other",
    `#set($x = ${"$util.urlEncode(".repeat(5000)}"a"${")".repeat(5000)})${GOOD}`,
  ),
  template("chain", "twenty thousand calls after each other", `#set($x = "a"${".trim()".repeat(DEEP)})${GOOD}`),
  template("quotes", "texts within texts that are evaluated", `#set($x = ${'"#if(true)'.repeat(2000)})${GOOD}`),
  template(
    "branches",
    "thirty conditions make a billion ways",
    `${Array.from({ length: 30 }, (_, at) => `#if($input.params('h${at}') == 'x')#set($a${at} = 'y')#else#set($a${at} = 'n')#end`).join("")}${GOOD.replace(`"${STREAM}"`, `"${Array.from({ length: 30 }, (_, at) => `$a${at}`).join("")}"`)}`,
  ),
  template(
    "doubling",
    "a text that doubles forty times",
    `#set($x = "ab")${`#set($x = "$x$x")`.repeat(40)}${GOOD.replace(`"${STREAM}"`, '"$x"')}`,
  ),
  template(
    "range",
    "a loop of two billion turns",
    `#foreach($i in [0..2147483646])#set($x = "$i")#end${GOOD.replace(`"${STREAM}"`, '"$x"')}`,
  ),
  template(
    "loops",
    "ten loops within each other",
    `${"#foreach($i in [1..100])".repeat(10)}#set($x = "$i")${"#end".repeat(10)}${GOOD.replace(`"${STREAM}"`, '"$x"')}`,
  ),
  template("macro", "a macro that calls itself", `#macro(m)#m()#end#m()${GOOD}`),
  template("unclosed-if", "a condition without an end", `#if($input.body == "x")${GOOD}`),
  template("unclosed-text", "a text without an end", `#set($x = "${GOOD}`),
  template(
    "half-reference",
    "references that break off",
    `$ $! \${ $!{ $input. $input.params( #set( #if #foreach($x in) ${GOOD}`,
  ),
  template(
    "odd-characters",
    "a mark that turns the text round, and a zero",
    `\u202e\u0000#set($x = "\u0000")${GOOD.replace(`"${STREAM}"`, '"$x"')}`,
  ),
  template(
    "names",
    "names that every object has",
    `#set($constructor = $input.constructor)#set($x = $input.__proto__.toString)${GOOD.replace(`"${STREAM}"`, '"$constructor$x"')}`,
  ),
  pattern("pattern-slow", "a pattern that takes for ever, and matches every answer", "(((((.+)+)+)+)+)+"),
  pattern("pattern-broken", "a pattern that is none", "2[\\d"),
  pattern(
    "pattern-deep",
    "a pattern of ten thousand groups, which matches every answer",
    `${"(".repeat(10_000)}...${")".repeat(10_000)}`,
  ),
  pattern(
    "pattern-java",
    "a pattern of Java's own, which takes refusals for successes",
    String.raw`(?s)2(?>\d)\p{Digit}++|\Q4\E\d\d`,
  ),
];
