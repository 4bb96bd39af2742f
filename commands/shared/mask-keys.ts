const MASK = "***";

/** How often a text can be percent-encoded, at most, before nobody could still send it by mistake. */
const MAX_DECODINGS = 3;

/** A code of a shorter key could stand in another text by accident. AWS takes no key with less than 20 characters. */
const SHORTEST_IN_CODE = 12;

/**
 * Makes a function that takes API keys out of texts. A connector that is set up wrongly can send the key anywhere.
 * @param keys all that the stage has
 * @returns masks each key, in any case of its letters, also where it is percent-encoded, in hexadecimal or in Base64. In
 * Base64, it may stand inside of a longer text
 */
export function keyMask(keys: readonly string[]): (text: string) => string {
  const all = keys.filter((key) => key !== "").sort((one, other) => other.length - one.length);
  if (all.length === 0) return (text) => text;
  const pattern = new RegExp(all.flatMap((key) => [quote(key), ...codesOf(key)]).join("|"), "gi");
  const masked = (text: string): string => text.replaceAll(pattern, MASK);
  return (text) => {
    let decoded = text;
    for (let round = 0; round <= MAX_DECODINGS; round += 1) {
      const found = masked(decoded);
      if (found !== decoded) return found;
      decoded = decode(decoded);
    }
    return text;
  };
}

/** A pattern for nothing but a text. */
const quote = (text: string): string => text.replaceAll(/[^\w]/g, String.raw`\$&`);

/** What ends a text in Base64: the character that is left out of a key, and the padding. */
const PADDED = String.raw`(?:[\w+/-]?(?:=|%3D){1,2})?`;

/** Patterns of a key in other codes. */
const codesOf = (key: string): string[] =>
  key.length < SHORTEST_IN_CODE
    ? []
    : [Buffer.from(key).toString("hex"), ...inBase64(key).map((code) => quote(code) + PADDED)];

/** The characters that a key gives in Base64, for each number of bytes before it, in both alphabets. */
function inBase64(key: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from("\0".repeat(before) + key);
    // A character has six bits. One at an end that also has bits of other bytes is left out.
    const [first, end] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
    return (["base64", "base64url"] as const).map((alphabet) => bytes.toString(alphabet).slice(first, end));
  });
}

/** Escapes that are no UTF-8 stay as they are. */
const decode = (text: string): string =>
  text.replaceAll(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });

/**
 * Masks every text of a value.
 * @param value that becomes JSON
 * @param mask takes keys out of a text
 * @returns the same with each text masked
 */
export const maskTexts = <Value extends object>(value: Value, mask: (text: string) => string): Value =>
  JSON.parse(JSON.stringify(value), (_, one: unknown) => (typeof one === "string" ? mask(one) : one)) as Value;
