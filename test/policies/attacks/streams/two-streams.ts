import * as pulumi from "@pulumi/pulumi";

import { INTEGRATION, props, replaced, templates } from "../build/changes";
import { r2Undo, r3Stream } from "../build/kinds";
import { pipelineWith, twoStreams } from "../build/pipelines";
import type { Attack } from "../harness/attack";

const two = (name: string, breaks: string, change: (text: string, a: string, b: string) => string): Attack =>
  r2Undo(`two-${name}`, breaks, {
    add: (b) =>
      twoStreams(b, {
        [INTEGRATION]: { props: templates((text) => change(text, `'${b.name}-a'`, `'${b.name}-b'`)) },
      }),
  });

const chosen = (stream: string) => `#set($stream = ${stream})`;

/** One of two streams gets what the other one should, or nothing. */
export const pairsOfStreams: readonly Attack[] = [
  two("swapped", "each of two streams gets the records of the other", (text, a, b) =>
    text.replace(chosen(a), chosen("'?'")).replace(chosen(b), chosen(a)).replace(chosen("'?'"), chosen(b)),
  ),
  two("always-first", "the records of both streams go to the first", (text, a, b) =>
    text.replace(chosen(b), chosen(a)),
  ),
  two("unknown-first", "a record for an unknown stream goes to the first", (text, a) =>
    text.replace('#if($stream == "" ||', () => `#if($stream == "")${chosen(a)}#end\n#if($stream == "" ||`),
  ),
  two("prefix", "a record for an unknown stream goes to that whose name begins alike", (text, a) =>
    text.replace(`#if($requested == ${a})`, () => `#if($requested.startsWith(${a}))`),
  ),
  two("not-templated", "no template names the second stream", (text, _, b) =>
    replaced(`#if($requested == ${b})${chosen(b)}#end`, "")(text),
  ),
  r2Undo("two-policy-first", "the role may write to the first of two streams alone", {
    add: (b) =>
      twoStreams(b, {
        "access-policy": {
          props: (given) => ({
            ...given,
            policy: (given.policy as pulumi.Output<string>).apply((text) => {
              const document = JSON.parse(text) as { Statement: { Resource: string[] }[] };
              for (const statement of document.Statement) statement.Resource = statement.Resource.slice(0, 1);
              return JSON.stringify(document);
            }),
          }),
        },
      }),
  }),
  r3Stream("swapped", "what the connector sends to one stream reaches the other", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: `${b.name}-a` }, { name: `${b.name}-b` }],
        changes: {
          [INTEGRATION]: props(templates(replaced(`#set($stream = '${b.name}-a')`, `#set($stream = '${b.name}-b')`))),
        },
      }),
  }),
];
