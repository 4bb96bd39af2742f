import { readings, runsOf } from "./decoded-bytes";

const range = (from: string, to: string) =>
  String.fromCharCode(
    ...Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, at) => from.charCodeAt(0) + at),
  );

/** Ascii85, that of ZeroMQ, and that of RFC 1924, which `git` and Python write. */
const ALPHABETS_85 = [
  range("!", "u"),
  `${range("0", "9")}${range("a", "z")}${range("A", "Z")}.-:+=^!/*?&<>()[]{}@%$#`,
  `${range("0", "9")}${range("A", "Z")}${range("a", "z")}!#$%&()*+-;<=>?@^_\`{|}~`,
];

/**
 * Decodes what is Base85 in a text.
 * @param text Any text.
 * @returns The decoded texts, one letter a byte; in each alphabet.
 */
export function base85(text: string): readonly string[] {
  const runs = runsOf(/[!-~]{15,1000}/g, text).filter((run) => /[^\w./:=+-]/.test(run));
  return runs.flatMap((run) => {
    const inside = run.replace(/^<~|~>$/g, "");
    return ALPHABETS_85.flatMap((alphabet) => {
      const values = Array.from(inside, (letter) => alphabet.indexOf(letter));
      return values.includes(-1) ? [] : readings(Buffer.from(fives(values)));
    });
  });
}

/** Five digits are four bytes; the last group may be shorter. */
function fives(values: readonly number[]): readonly number[] {
  return Array.from({ length: Math.ceil(values.length / 5) }, (_, group) => {
    const digits = values.slice(group * 5, group * 5 + 5);
    const value = [0, 1, 2, 3, 4].reduce((sum, at) => sum * 85 + (digits[at] ?? 84), 0) % 2 ** 32;
    const four = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256);
    return four.slice(0, digits.length - 1);
  }).flat();
}
