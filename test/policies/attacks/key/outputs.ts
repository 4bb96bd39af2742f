import { gzipSync } from "node:zlib";

import * as pulumi from "@pulumi/pulumi";

import { base64 } from "../build/encodings";
import { leak } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** The key's value in an output of the stack, written in another way. */
const output = (name: string, breaks: string, write: (key: string) => unknown): Attack =>
  leak(`output-${name}`, breaks, { outputs: { value: ({ apiKey }) => pulumi.unsecret(apiKey.apply(write)) } });

function base32(text: string): string {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
}

/** The key in an output of the stack. */
export const outputs: readonly Attack[] = [
  output("plain", "an output is the key", (key) => key),
  output("hexadecimal", "an output is the key in hexadecimal", (key) => Buffer.from(key).toString("hex")),
  output("hex-upper", "an output is the key in capital hexadecimal", (key) =>
    Buffer.from(key).toString("hex").toUpperCase(),
  ),
  output("hex-colons", "an output is the key in hexadecimal with colons", (key) =>
    Buffer.from(key)
      .toString("hex")
      .replace(/..(?=.)/g, "$&:"),
  ),
  output("one-base64", "an output is the key in Base64", base64),
  output("base64-shifted", "an output is the key in Base64 behind another text, so that it looks otherwise", (key) =>
    base64(`k:${key}`),
  ),
  output("base64-twice", "an output is the key in Base64 of Base64", (key) => base64(base64(key))),
  output("base64-thrice", "an output is the key in Base64 of Base64 of Base64", (key) => base64(base64(base64(key)))),
  output("base64url", "an output is the key in Base64 for addresses", (key) =>
    Buffer.from(`?${key}>`).toString("base64url"),
  ),
  output("base64-lines", "an output is the key in Base64 of short lines", (key) =>
    base64(key).replace(/.{16}/g, "$&\n"),
  ),
  output("base64-of-hex", "an output is the key in Base64 of hexadecimal", (key) =>
    base64(Buffer.from(key).toString("hex")),
  ),
  output("base32", "an output is the key in Base32", base32),
  output("reversed", "an output is the key read backwards", (key) => Array.from(key).reverse().join("")),
  output("spaced", "an output is the key with a space between its letters", (key) => Array.from(key).join(" ")),
  output("dashes", "an output is the key in groups of four", (key) => key.replace(/.{4}(?=.)/g, "$&-")),
  output("halves", "an output is the key's two halves in a list", (key) => [key.slice(0, 20), key.slice(20)]),
  output("letters", "an output is a list of the key's letters", (key) => Array.from(key)),
  output("codes", "an output is the codes of the key's letters", (key) => [...Buffer.from(key)]),
  output("percent", "an output is the key with every letter percent-encoded", (key) =>
    Buffer.from(key).toString("hex").replace(/../g, "%$&"),
  ),
  output("escapes", "an output is the key with every letter as a JSON escape", (key) =>
    Buffer.from(key).toString("hex").replace(/../g, "\\u00$&"),
  ),
  output("entities", "an output is the key with every letter as an entity", (key) =>
    [...Buffer.from(key)].map((code) => `&#${code};`).join(""),
  ),
  output("gzip", "an output is the key, compressed, in Base64", (key) => gzipSync(key).toString("base64")),
  output("name", "the key is the name of a value", (key) => ({ keys: { [key]: true } })),
  output("nested", "the key is deep within an object", (key) => ({ a: [{ b: { c: [{ d: `key=${key}` }] } }] })),
  output("json", "the key is in a text of JSON in a text of JSON", (key) =>
    JSON.stringify({ config: JSON.stringify({ "x-api-key": key }) }),
  ),
  output("in-address", "the key is in an address", (key) => `https://api.example.com/?key=${encodeURIComponent(key)}`),
  output("basic", "the key is the password of a basic authorization", (key) => `Basic ${base64(`esp:${key}`)}`),
  output(
    "jwt",
    "the key is in a token that is signed and not encrypted",
    (key) =>
      `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ key })).toString("base64url")}.`,
  ),
  leak("output-whole-file", "an output is the connector's file, no longer secret", {
    outputs: { file: ({ connectorConfig }) => pulumi.unsecret(connectorConfig) },
  }),
  leak("output-file-hex", "an output is the connector's file in hexadecimal", {
    outputs: {
      file: ({ connectorConfig }) =>
        pulumi.unsecret(connectorConfig.apply((text) => Buffer.from(text).toString("hex"))),
    },
  }),
  leak("output-file-gzip", "an output is the connector's file, compressed", {
    outputs: {
      file: ({ connectorConfig }) =>
        pulumi.unsecret(connectorConfig.apply((text) => gzipSync(text).toString("base64"))),
    },
  }),
  leak("output-header", "an output is the headers that the connector sends", {
    outputs: { headers: ({ apiKey }) => pulumi.unsecret(apiKey.apply((key) => ({ "X-Api-Key": [key] }))) },
  }),
];
