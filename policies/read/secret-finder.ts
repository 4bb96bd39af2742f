import { gunzipSync, inflateSync } from "node:zlib";

import { formsOf } from "./key-forms";

/** How many letters and digits are compared first. Every form that is looked for is longer. */
const WINDOW = 12;
const BASE = 31;
/** {@link BASE} to the power of {@link WINDOW}: what the letter that leaves the window counted. */
const LEAVING = Array.from({ length: WINDOW }).reduce<number>((power) => Math.imul(power, BASE), 1);

/** More than any file of a connector; what is packed tighter is not unpacked. */
const LONGEST_UNPACKED = 1024 * 1024;

/**
 * Looks for many secrets at once, in every encoding of {@link formsOf}, in one pass over a text (Rabin and Karp's way).
 * Letters and digits count, in either case; separators, escapes and line ends between them do not.
 */
export class SecretFinder<Owner> {
  readonly #forms = new Map<number, { readonly form: Uint8Array; readonly owner: Owner }[]>();
  readonly #known = new Map<string, Owner | undefined>();

  /** @param secrets Each with what it is the secret of. */
  constructor(secrets: readonly { readonly secret: string; readonly owner: Owner }[]) {
    for (const { secret, owner } of secrets) {
      for (const form of formsOf(secret).map(plainest)) {
        if (form.length < WINDOW) continue;
        const hash = hashOf(form);
        const same = this.#forms.get(hash);
        if (same) same.push({ form, owner });
        else this.#forms.set(hash, [{ form, owner }]);
      }
    }
  }

  /** Whether it looks for nothing. */
  get isEmpty(): boolean {
    return this.#forms.size === 0;
  }

  /**
   * Whose secret a text holds.
   * @param text Any text; what is packed with gzip or zlib in it, in Base64, is unpacked.
   * @returns The owner of the first secret that it holds, undefined if it holds none.
   */
  ownerOfSecretIn(text: string): Owner | undefined {
    if (text.length < WINDOW) return undefined;
    if (this.#known.has(text)) return this.#known.get(text);
    const owner =
      this.#find(plainest(text)) ??
      unpack(text)
        .map((inner) => this.#find(plainest(inner)))
        .find(Boolean);
    this.#known.set(text, owner);
    return owner;
  }

  #find(text: Uint8Array): Owner | undefined {
    let hash = 0;
    // By index: an iterator over a typed array takes several times as long.
    for (let at = 0; at < text.length; at += 1) {
      hash = (Math.imul(hash, BASE) + (text[at] ?? 0)) | 0;
      if (at >= WINDOW) hash = (hash - Math.imul(text[at - WINDOW] ?? 0, LEAVING)) | 0;
      if (at < WINDOW - 1) continue;
      const from = at - WINDOW + 1;
      const found = this.#forms.get(hash)?.find(({ form }) => form.every((one, index) => text[from + index] === one));
      if (found) return found.owner;
    }
    return undefined;
  }
}

function hashOf(form: Uint8Array): number {
  let hash = 0;
  for (let at = 0; at < WINDOW; at += 1) hash = (Math.imul(hash, BASE) + (form[at] ?? 0)) | 0;
  return hash;
}

/** By the code of a character, that of its small letter, or of its digit; 0 of any other. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(character) ? character.charCodeAt(0) : 0;
});

/** The letters and digits of a text, without the marks of escapes: `\u0041`, `\x41`, `&#x41;`, `\n`. */
function plainest(text: string): Uint8Array {
  const unescaped = /\\|&#/.test(text) ? text.replace(/\\+(?:u00|x|[nrt])|&#x?/gi, "") : text;
  const letters = new Uint8Array(unescaped.length);
  let count = 0;
  for (let at = 0; at < unescaped.length; at += 1) {
    const letter = PLAIN[unescaped.charCodeAt(at)] ?? 0;
    if (letter === 0) continue;
    letters[count] = letter;
    count += 1;
  }
  return letters.subarray(0, count);
}

/** How gzip (RFC 1952) and zlib (RFC 1950) begin in Base64. */
const PACKED = /(?:H4sI|eJ|eN|eA|eF)[\w+/=-]{16,}/g;

/** The texts that are packed in a text. What cannot be unpacked is none. */
function unpack(text: string): readonly string[] {
  return (text.match(PACKED) ?? []).flatMap((packed) => {
    try {
      const inflate = packed.startsWith("H4sI") ? gunzipSync : inflateSync;
      return [inflate(Buffer.from(packed, "base64"), { maxOutputLength: LONGEST_UNPACKED }).toString()];
    } catch {
      return [];
    }
  });
}
