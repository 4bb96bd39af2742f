import { decodingsOf } from "./decodings";
import { formsOf } from "./key-forms";
import { PART, partsOf } from "./key-parts";

/** How many letters and digits are compared first. Every form that is looked for is at least as long. */
const WINDOW = PART;
const BASE = 31;
/** {@link BASE} to the power of {@link WINDOW}: what the letter that leaves the window counted. */
const LEAVING = Array.from({ length: WINDOW }).reduce<number>((power) => Math.imul(power, BASE), 1);

/** What is found, and whose it is. */
export interface FoundSecret<Owner> {
  readonly owner: Owner;
  /** Whether it is only a part of the secret, of twelve letters or more. */
  readonly isPart: boolean;
}

/**
 * Looks for many secrets at once: for the whole of each in every encoding of {@link formsOf}, in either case, and for parts of
 * it in their own case, also in what a text says when it is decoded. Letters and digits count; separators, escapes and line
 * ends between them do not.
 */
export class SecretFinder<Owner> {
  readonly #forms: Windows<Owner>;
  readonly #parts: Windows<Owner>;
  readonly #known = new Map<string, FoundSecret<Owner> | undefined>();

  /** @param secrets Each with what it is the secret of. */
  constructor(secrets: readonly { readonly secret: string; readonly owner: Owner }[]) {
    const each = (formsOfOne: (secret: string) => readonly Uint8Array[]) =>
      secrets.flatMap(({ secret, owner }) => formsOfOne(secret).map((form) => ({ form, owner })));
    this.#forms = new Windows(each((secret) => formsOf(secret).map((form) => plainest(form, SMALL))));
    this.#parts = new Windows(each((secret) => partsOf(secret).map((form) => plainest(form, EXACT))));
  }

  /** Whether it looks for nothing. */
  get isEmpty(): boolean {
    return this.#forms.isEmpty;
  }

  /**
   * What a text holds.
   * @param text Any text.
   * @returns The first secret, or part of one, that it holds; undefined if it holds none.
   */
  findIn(text: string): FoundSecret<Owner> | undefined {
    if (text.length < WINDOW) return undefined;
    if (this.#known.has(text)) return this.#known.get(text);
    const found = this.#findWritten(text) ?? this.#findDecoded(text);
    this.#known.set(text, found);
    return found;
  }

  #findWritten(text: string): FoundSecret<Owner> | undefined {
    const whole = this.#forms.ownerIn(plainest(text, SMALL));
    if (whole !== undefined) return { owner: whole, isPart: false };
    const owner = this.#parts.ownerIn(plainest(text, EXACT));
    return owner === undefined ? undefined : { owner, isPart: true };
  }

  /** Decoded texts are searched in their own case: many are nonsense. */
  #findDecoded(text: string): FoundSecret<Owner> | undefined {
    for (const decoded of decodingsOf(text)) {
      const owner = this.#parts.ownerIn(plainest(decoded, EXACT));
      if (owner !== undefined) return { owner, isPart: this.#forms.ownerIn(plainest(decoded, SMALL)) === undefined };
    }
    return undefined;
  }
}

/** Forms that are looked for in one pass over a text, by their first letters (Rabin and Karp's way). */
class Windows<Owner> {
  readonly #forms = new Map<number, { readonly form: Uint8Array; readonly owner: Owner }[]>();
  /** Tells most hashes that are none without the map. */
  readonly #maybe = new Uint8Array(1 << 18);

  constructor(all: readonly { readonly form: Uint8Array; readonly owner: Owner }[]) {
    for (const one of all.filter(({ form }) => form.length >= WINDOW)) {
      const hash = hashOf(one.form);
      const same = this.#forms.get(hash);
      if (same) same.push(one);
      else this.#forms.set(hash, [one]);
      this.#maybe[hash & (this.#maybe.length - 1)] = 1;
    }
  }

  get isEmpty(): boolean {
    return this.#forms.size === 0;
  }

  ownerIn(text: Uint8Array): Owner | undefined {
    let hash = 0;
    // By index: an iterator over a typed array takes several times as long.
    for (let at = 0; at < text.length; at += 1) {
      hash = (Math.imul(hash, BASE) + (text[at] ?? 0)) | 0;
      if (at >= WINDOW) hash = (hash - Math.imul(text[at - WINDOW] ?? 0, LEAVING)) | 0;
      if (at < WINDOW - 1 || this.#maybe[hash & (this.#maybe.length - 1)] === 0) continue;
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

/** By the code of a character, the code that stands for it if it is a letter or a digit; 0 of any other. */
const tableOf = (writeLetter: (letter: string) => string): Uint8Array =>
  Uint8Array.from({ length: 128 }, (_, code) => {
    const character = String.fromCharCode(code);
    return /[a-zA-Z0-9]/.test(character) ? writeLetter(character).charCodeAt(0) : 0;
  });
const SMALL = tableOf((letter) => letter.toLowerCase());
const EXACT = tableOf((letter) => letter);

/** The letters and digits of a text, without the marks of escapes: `\u0041`, `\x41`, `&#x41;`, `\n`. */
function plainest(text: string, table: Uint8Array): Uint8Array {
  const unescaped = /\\|&#/.test(text) ? text.replace(/\\+(?:u00|x|[nrt])|&#x?/gi, "") : text;
  const letters = new Uint8Array(unescaped.length);
  let count = 0;
  for (let at = 0; at < unescaped.length; at += 1) {
    const letter = table[unescaped.charCodeAt(at)] ?? 0;
    if (letter === 0) continue;
    letters[count] = letter;
    count += 1;
  }
  return letters.subarray(0, count);
}
