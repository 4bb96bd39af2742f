/** How many letters and digits a part of a key has at least. Fewer open nothing, and people show them to tell keys apart. */
export const PART = 12;

/** How often random letters and digits change their kind in a part, at least. Words do not, so a part of a key that is a word is none. */
const RANDOM = 3;

/**
 * How often a text changes from one kind of letters to another: small, capital, digit. A capital that begins a word counts once.
 * @param text Any text.
 * @returns The number of changes.
 */
export function changesIn(text: string): number {
  let count = 0;
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind === 0) continue;
    if (before !== 0 && kind !== before && !(before === 2 && kind === 1)) count += 1;
    before = kind;
  }
  return count;
}

const kindOf = (code: number): number => {
  if (code >= 97 && code <= 122) return 1;
  if (code >= 65 && code <= 90) return 2;
  return code >= 48 && code <= 57 ? 3 : 0;
};

/**
 * The parts of a key by which a longer part of it is known: of {@link PART} letters and digits each, also backwards, and
 * in ROT13, which many tools write.
 * @param secret The key.
 * @returns The parts; none of a key that is made of words, which other texts may have, too.
 */
export function partsOf(secret: string): readonly string[] {
  const letters = secret.replace(/[^A-Za-z0-9]/g, "");
  const starts = Array.from({ length: Math.max(letters.length - PART + 1, 0) }, (_, at) => at).filter(
    (at) => changesIn(letters.slice(at, at + PART)) >= RANDOM,
  );
  const parts = [letters, rot13(letters)].flatMap((all) => starts.map((at) => all.slice(at, at + PART)));
  return [...parts, ...parts.map(backwards)];
}

/** A text from its end to its beginning. */
export const backwards = (text: string): string => Array.from(text).reverse().join("");

/** A text with each letter thirteen places on, as many tools write it. */
export const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
