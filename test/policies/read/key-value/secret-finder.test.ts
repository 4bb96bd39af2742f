import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";

import { SecretFinder } from "../../../../policies/read/key-value/secret-finder";

const KEY = "q7Zk2mXw9RtB4vLc8NsJ1hGd";

/** Codes of one step, of which anybody can write several inside of each other. */
const CODES: Readonly<Record<string, (text: string) => string>> = {
  hexadecimal: (text) => Buffer.from(text).toString("hex"),
  Base64: (text) => Buffer.from(text).toString("base64"),
  "percent signs": (text) => Buffer.from(text).toString("hex").replace(/../g, "%$&"),
  "a list of codes": (text) => [...Buffer.from(text)].join(", "),
  "zlib in Base64": (text) => deflateSync(text).toString("base64"),
  ROT13: (text) =>
    text.replace(/[a-z]/gi, (letter) => {
      const code = letter.charCodeAt(0) + 13;
      return String.fromCharCode(code > (letter <= "Z" ? 90 : 122) ? code - 26 : code);
    }),
  backwards: (text) => Array.from(text).reverse().join(""),
};

const names = Object.keys(CODES);
const chains = names.flatMap((first) =>
  names.flatMap((second) => names.map((third) => [first, second, third] as const)),
);
const encode = (chain: readonly string[], text: string): string =>
  chain.reduce((inner, name) => CODES[name]!(inner), text);

describe("the finder of secrets", () => {
  const finder = new SecretFinder([{ secret: KEY, owner: "key" }]);

  it("finds a key in any three codes inside of each other", () => {
    const missed = chains.filter((chain) => finder.findIn(encode(chain, KEY)) === undefined);
    assert.deepEqual(
      missed.map((chain) => chain.join(", ")),
      [],
    );
  });

  it("finds it among other words, too", () => {
    const missed = chains.filter((chain) => finder.findIn(`told: ${encode(chain, `key ${KEY}.`)} (end)`) === undefined);
    assert.deepEqual(
      missed.map((chain) => chain.join(", ")),
      [],
    );
  });

  it("finds nothing in another key in the same codes", () => {
    const other = Array.from(KEY).sort().join("");
    assert.deepEqual(
      chains.filter((chain) => finder.findIn(encode(chain, other)) !== undefined),
      [],
    );
  });
});
