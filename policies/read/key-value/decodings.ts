import { oncePerText } from "../once-per-text";
import { base85 } from "./base85";
import { hasFewSigns, isText, randomRunsOf, readings, runsOf } from "./decoded-bytes";
import { backwards, rot13 } from "./key-parts";

/** How many encodings inside of each other are taken off. */
const DEEPEST = 3;
/** A longer text is not decoded: the whole key in it is found without that. */
const LONGEST = 64 * 1024;
/** How many decoded texts come of one text, and how long all of them are together. */
const MOST = 150;
const MOST_CHARACTERS = 512 * 1024;

/** Twelve letters in the shortest of the encodings have as many characters. */
const SHORTEST = 12;

/** Decodes a text in one way; nothing if the text does not look like it. */
type Decoder = (text: string) => readonly string[];

/**
 * What a text says in other encodings, also where up to {@link DEEPEST} of them are inside of each other, in any order: escapes,
 * lists of codes, hexadecimal, bits, Base32, Base64, Base85, large numbers, ROT13, backwards, and compressed with gzip, zlib,
 * deflate or Brotli.
 * @param text Any text.
 * @returns The decoded texts, one letter a byte. Most are nonsense: they are for searching.
 */
export const decodingsOf = oncePerText(decodeAll);

function decodeAll(text: string): readonly string[] {
  if (text.length < SHORTEST || text.length > LONGEST) return [];
  const all = new Set([text]);
  let characters = 0;
  let level: readonly string[] = [text];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next: string[] = [];
    for (const decoded of level.flatMap((one) => DECODERS.flatMap((decode) => decode(one)))) {
      if (decoded.length < SHORTEST || all.has(decoded)) continue;
      if (all.size > MOST || characters > MOST_CHARACTERS) return [...all].slice(1);
      all.add(decoded);
      characters += decoded.length;
      // What is no text has no encoding inside of it.
      if (isText(decoded)) next.push(decoded);
    }
    level = next;
  }
  return [...all].slice(1);
}

const bytes = (codes: readonly number[]): string => String.fromCharCode(...codes.slice(0, 10_000));

const ESCAPE =
  /%([0-9a-f]{2})|\\x([0-9a-f]{2})|\\u\{?([0-9a-f]{2,6})\}?|&#x([0-9a-f]{2,6});?|=([0-9a-f]{2})|U\+([0-9a-f]{4})\s?|&#(\d{2,7});?|\\([0-7]{3})/gi;

/** `%41`, `\x41`, `A`, `&#x41;`, `=41`, `U+0041`, `&#65;`, `\101`. */
const unescape: Decoder = (text) => {
  if (runsOf(ESCAPE, text).length < SHORTEST) return [];
  return [
    text.replace(ESCAPE, (...groups: readonly unknown[]) => {
      const at = groups.slice(1, 9).findIndex((group) => typeof group === "string");
      return String.fromCharCode(Number.parseInt(String(groups[at + 1]), [16, 16, 16, 16, 16, 16, 10, 8][at]));
    }),
  ];
};

const LIST = /(?<![0-9a-z])(?:(?:0[xob])?[0-9a-f]{1,8}[^0-9a-z]{1,4}){11,}(?:0[xob])?[0-9a-f]{1,8}(?![0-9a-z])/gi;
const PREFIXES: Readonly<Record<string, number>> = { "0x": 16, "0o": 8, "0b": 2 };
const DIGITS: readonly (readonly [base: number, digits: RegExp])[] = [
  [16, /^(?:0x)?[0-9a-f]+$/],
  [10, /^[0-9]+$/],
  [8, /^(?:0o)?[0-7]+$/],
  [2, /^(?:0b)?[01]+$/],
];

/** Codes with something between them: `0x41, 0x42`, `65 66`, `101 102`. A word beside them can look like one more. */
const listed: Decoder = (text) =>
  runsOf(LIST, text).flatMap((run) => {
    const tokens = run.toLowerCase().match(/[0-9a-z]+/g) ?? [];
    return DIGITS.flatMap(([base, digits]) => {
      const written = tokens.filter((token) => digits.test(token));
      if (written.length < tokens.length - 2) return [];
      const codes = written.map((token) =>
        PREFIXES[token.slice(0, 2)] === base ? Number.parseInt(token.slice(2), base) : Number.parseInt(token, base),
      );
      return codes.every((code) => code < 0x1_00_00) ? [bytes(codes)] : [];
    });
  });

const HEXADECIMAL = /[0-9a-f]{24,}/gi;

/** Without anything between them. */
const hexadecimal: Decoder = (text) =>
  runsOf(HEXADECIMAL, text).flatMap((run) =>
    [run, run.slice(1)].flatMap((pairs) => readings(Buffer.from(pairs, "hex"))),
  );

const groupsOf = (pattern: RegExp, size: number, base: number): Decoder => {
  const group = new RegExp(`.{${size}}`, "g");
  return (text) =>
    runsOf(pattern, text).flatMap((run) =>
      Array.from({ length: size }, (_, from) =>
        bytes((run.slice(from).match(group) ?? []).map((digits) => Number.parseInt(digits, base))),
      ),
    );
};

const bits8 = groupsOf(/[01]{96,}/g, 8, 2);
const bits7 = groupsOf(/[01]{84,}/g, 7, 2);
const octal = groupsOf(/[0-7]{36,}/g, 3, 8);

const base64: Decoder = (text) =>
  randomRunsOf(/[\w+/-]{16,}/g, text)
    .filter(hasFewSigns)
    .flatMap((run) => [
      ...readings(Buffer.from(run, "base64")),
      // It may begin at any of the letters.
      ...[1, 2, 3].map((from) => Buffer.from(run.slice(from), "base64").toString("latin1")),
    ]);

const ALPHABETS = {
  base32: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  base32hex: "0123456789ABCDEFGHIJKLMNOPQRSTUV",
};

const base32: Decoder = (text) =>
  randomRunsOf(/[A-Z2-7]{20,}|[a-z2-7]{20,}|[0-9A-V]{20,}/g, text).flatMap((run) =>
    Object.values(ALPHABETS).flatMap((alphabet) => {
      const values = Array.from(run.toUpperCase(), (letter) => alphabet.indexOf(letter));
      if (values.includes(-1)) return [];
      const written = values.map((value) => value.toString(2).padStart(5, "0")).join("");
      return readings(Buffer.from((written.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))));
    }),
  );

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** One large number, in decimal digits or in Base58. */
const large: Decoder = (text) => [
  ...runsOf(/\d{28,400}/g, text).flatMap((digits) => bigBytes(BigInt(digits))),
  ...randomRunsOf(/[1-9A-HJ-NP-Za-km-z]{17,200}/g, text).flatMap((run) =>
    bigBytes(Array.from(run).reduce((sum, letter) => sum * 58n + BigInt(BASE58.indexOf(letter)), 0n)),
  ),
];

function bigBytes(value: bigint): readonly string[] {
  const hex = value.toString(16);
  return [Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex").toString("latin1")];
}

/** What looks encoded. */
const ENCODED = /[\w+/=.:-]{16,}/g;
/** Escapes that are turned: `%41%42`, `14%24%`, `\k41`. */
const ESCAPES = /[%=\\&#;+]{0,4}(?:[0-9a-z]{1,5}[%=\\&#;+]{1,4}){11,}[0-9a-z]{0,5}/gi;

/**
 * Backwards, and in ROT13. Any text can be that. So only what looks encoded is turned, and what it gives counts if another
 * code is inside of it: the key itself is looked for in both forms.
 */
const turned: Decoder = (text) => {
  const written = [LIST, ESCAPES, HEXADECIMAL].flatMap((pattern) => runsOf(pattern, text));
  const encoded = [...new Set([...randomRunsOf(ENCODED, text), ...written])].join("\n");
  return encoded === "" ? [] : [rot13(encoded), backwards(encoded), backwards(rot13(encoded))];
};

const DECODERS: readonly Decoder[] = [
  unescape,
  listed,
  hexadecimal,
  bits8,
  bits7,
  octal,
  base64,
  base32,
  base85,
  large,
  turned,
];
