import { INTEGRATION, props, replaced, templates } from "../build/changes";
import { attackOf, r4Template } from "../build/kinds";
import { chosenBy, pipelineWith } from "../build/pipelines";
import type { Attack } from "../harness/attack";

const r4Chosen = attackOf("r4", "chosen", "the stream that a record names is the stream that gets it");
const chosen = (
  name: string,
  breaks: string,
  ...parts: [(a: string, b: string) => string, ((type: string) => boolean)?]
): Attack => r4Chosen(name, breaks, { phase: "preview", add: (b) => chosenBy(b, ...parts) });

const when = (condition: string, stream: string) => `#if(${condition})#set($stream = '${stream}')#end`;
const streams = (name: string, breaks: string, change: (own: string) => (template: string) => string): Attack =>
  r4Template(name, breaks, {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: `${b.name}-a` }, { name: `${b.name}-b` }],
        changes: { [INTEGRATION]: props(templates(change(b.name))) },
      }),
  });

/** The template chooses another stream than the record names. */
export const chosenStreams: readonly Attack[] = [
  chosen(
    "map-swapped",
    "a map leads each name to the other stream",
    (a, b) =>
      `#set($names = {'${a}': '${b}', '${b}': '${a}'})#if($names.containsKey($requested))#set($stream = $names.get($requested))#end`,
  ),
  chosen("regex-both", "a pattern leads both names to one stream", (a, b) =>
    when(`$requested.matches('${a}|${b}')`, a),
  ),
  chosen(
    "ends-with",
    "every name that ends so leads to the stream",
    (a, b) => `${when("$requested.endsWith('-a')", a)}\n${when("$requested.endsWith('-b')", b)}`,
  ),
  chosen(
    "not-the-other",
    "every name but one leads to a stream",
    (a, b) => `${when(`$requested != '${b}'`, a)}\n${when(`$requested == '${b}'`, b)}`,
  ),
  chosen(
    "late-swap",
    "after the choice, what one caller sends is led to the other stream",
    (a, b) =>
      `${when(`$requested == '${a}'`, a)}\n${when(`$requested == '${b}'`, b)}\n#if($context.identity.userAgent.contains('esp'))#if($stream == '${a}')#set($stream = '${b}')#end#end`,
  ),
  chosen(
    "one-type-swapped",
    "for one type of body the names are exchanged",
    (a, b) => `${when(`$requested == '${a}'`, b)}\n${when(`$requested == '${b}'`, a)}`,
    (type) => type === "application/avro",
  ),
  chosen(
    "by-digest",
    "the digest says into which stream a record goes",
    (a, b) => `${when(`$requested == '${a}' || $requested == '${b}'`, a)}\n${when("$key.startsWith('A')", b)}`,
  ),
  chosen(
    "else-other",
    "a name that is none of the two leads to the second",
    (a, b) => `#if($requested == '${a}')#set($stream = '${a}')#else#set($stream = '${b}')#end`,
  ),
  streams("by-content", "what a record holds says into which stream it goes", (own) =>
    replaced(
      '#set($stream = "")\n',
      `#set($stream = "")\n#if($input.body.contains('urgent'))#set($requested = '${own}-b')#end\n`,
    ),
  ),
  streams(
    "second-for-bytes",
    "by the type of a record it goes to the other stream",
    (own) => (text) =>
      text.includes("$util.base64Encode") ? text : text.replace('"StreamName": "$stream"', `"StreamName": "${own}-b"`),
  ),
];
