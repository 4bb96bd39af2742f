import { brotliCompressSync, deflateRawSync, deflateSync } from "node:zlib";

import * as pulumi from "@pulumi/pulumi";

import { inOutput } from "../build/changes";
import { base64, rot13 } from "../build/encodings";
import { r2Held, r2Key, r2Leak, r3Leak, r4Leak } from "../build/kinds";
import type { Attack } from "../harness/attack";

const hex = (text: string): string => Buffer.from(text).toString("hex");
const back = (text: string): string => Array.from(text).reverse().join("");
const codes = (key: string, write: (code: number) => string, between: string) =>
  [...Buffer.from(key)].map(write).join(between);

function ascii85(text: string): string {
  return (
    Buffer.from(text)
      .toString("latin1")
      .match(/[^]{4}/g) ?? []
  )
    .map((four) => {
      let value = Buffer.from(four, "latin1").readUInt32BE();
      const digits: string[] = [];
      for (let digit = 0; digit < 5; digit += 1) {
        digits.unshift(String.fromCharCode((value % 85) + 33));
        value = Math.floor(value / 85);
      }
      return digits.join("");
    })
    .join("");
}

const each = (key: string, write: (code: number) => string) => [...Buffer.from(key)].map(write).join("");

/** An output has the key in another encoding. */
export const encodings: readonly Attack[] = [
  r4Leak(
    "thrice",
    "an output is the key in hexadecimal of ROT13 of Base64",
    inOutput((key) => hex(rot13(base64(key)))),
  ),
  r4Leak(
    "codes-encoded",
    "an output is the codes of the key, as JSON, in Base64",
    inOutput((key) => base64(JSON.stringify(Array.from(key, (letter) => letter.charCodeAt(0))))),
  ),
  r4Leak(
    "percent-back",
    "an output is the key in percent signs, backwards, in hexadecimal",
    inOutput((key) => hex(back(Array.from(key, (letter) => `%${hex(letter)}`).join("")))),
  ),
  r2Held(
    "output-hex-list",
    "an output is a list of bytes in the words of a program",
    inOutput((key) => codes(key, (code) => `0x${code.toString(16)}`, ", ")),
  ),
  r2Held(
    "output-codes-text",
    "an output is the codes of the key's letters in one text",
    inOutput((key) => codes(key, String, " ")),
  ),
  r2Held(
    "output-percent-twice",
    "an output is the key, percent-encoded twice",
    inOutput((key) => codes(key, (code) => `%25${code.toString(16)}`, "")),
  ),
  r2Held(
    "output-hex-of-base64",
    "an output is the key in hexadecimal of Base64",
    inOutput((key) => Buffer.from(Buffer.from(key).toString("base64")).toString("hex")),
  ),
  r2Key(
    "output-utf16",
    "an output is the key as PowerShell encodes commands",
    inOutput((key) => Buffer.from(key, "utf16le").toString("base64")),
  ),
  r2Key(
    "output-number",
    "an output is the key as one large number",
    inOutput((key) => BigInt(`0x${Buffer.from(key).toString("hex")}`).toString()),
  ),
  r2Key(
    "output-octal",
    "an output is the key in the octal escapes of a shell",
    inOutput((key) => each(key, (code) => `\\${code.toString(8).padStart(3, "0")}`)),
  ),
  r2Key(
    "output-mail",
    "an output is the key as mails quote it",
    inOutput((key) => each(key, (code) => `=${code.toString(16).toUpperCase()}`)),
  ),
  r2Key(
    "output-entity",
    "an output is the key in hexadecimal entities",
    inOutput((key) => each(key, (code) => `&#x${code.toString(16)};`)),
  ),
  r2Key("output-ascii85", "an output is the key in Ascii85", inOutput(ascii85)),
  r2Key(
    "output-deflated",
    "an output is the key, deflated, in Base64 for addresses",
    inOutput((key) => deflateRawSync(key).toString("base64url")),
  ),
  r2Key(
    "output-brotli",
    "an output is the key, compressed by Brotli, in Base64",
    inOutput((key) => brotliCompressSync(key).toString("base64")),
  ),
  r2Key(
    "output-masked-end",
    "an output hides the last four characters of the key, and shows the others",
    inOutput((key) => `${key.slice(0, -4)}****`),
  ),
  r2Key(
    "output-masked-middle",
    "an output hides four characters in the middle of the key",
    inOutput((key) => `${key.slice(0, 18)}****${key.slice(22)}`),
  ),
  r2Key("output-two-halves", "two outputs are the two halves of the key", {
    outputs: {
      first: ({ apiKey }) => pulumi.unsecret(apiKey.apply((key) => key.slice(0, 20))),
      second: ({ apiKey }) => pulumi.unsecret(apiKey.apply((key) => key.slice(20))),
    },
  }),
  r2Leak(
    "output-zlib",
    "an output is the key, compressed by zlib, in hexadecimal",
    inOutput((key) => deflateSync(key).toString("hex")),
  ),
  r2Leak("output-rot13", "an output is the key with each letter moved by 13", inOutput(rot13)),
  r2Leak(
    "output-base64-back",
    "an output is the key in Base64, read backwards",
    inOutput((key) => Array.from(Buffer.from(key).toString("base64")).reverse().join("")),
  ),
  r2Leak(
    "output-lines",
    "an output is the key with a letter a line",
    inOutput((key) => Array.from(key).join("\n")),
  ),
  r2Leak(
    "output-without-first",
    "an output is the key without its first letter",
    inOutput((key) => key.slice(1)),
  ),
  r2Leak(
    "output-binary",
    "an output is the key in bits",
    inOutput((key) => [...Buffer.from(key)].map((code) => code.toString(2).padStart(8, "0")).join("")),
  ),
  r3Leak(
    "letters",
    "an output holds the key as a list of letters",
    inOutput((key) => Array.from(key)),
  ),
  r3Leak(
    "dotted",
    "an output holds the key with a dot behind each letter",
    inOutput((key) => Array.from(key).join(".")),
  ),
  r3Leak(
    "by-index",
    "an output holds the key as an object of letters",
    inOutput((key) => Object.fromEntries(Array.from(key).entries())),
  ),
  r3Leak(
    "in-lines",
    "an output holds the key in lines of eight letters",
    inOutput((key) => key.match(/.{1,8}/g)?.join("\n")),
  ),
  r3Leak(
    "capitals",
    "an output holds the key in capitals",
    inOutput((key) => key.toUpperCase()),
  ),
  r3Leak(
    "percent",
    "an output holds the key in percent signs",
    inOutput((key) =>
      Array.from(key)
        .map((letter) => `%${letter.charCodeAt(0).toString(16)}`)
        .join(""),
    ),
  ),
  r3Leak(
    "nested",
    "an output holds the key deep in a map, as JSON in JSON",
    inOutput((key) => ({
      a: [{ b: JSON.stringify({ c: JSON.stringify([key]) }) }],
    })),
  ),
];
