const MASK = "***";

/** How often a text can be percent-encoded, at most, before nobody could still send it by mistake. */
const MAX_DECODINGS = 3;

/**
 * Makes a function that takes API keys out of texts. A connector that is set up wrongly can send the key anywhere.
 * @param keys all that the stage has
 * @returns masks each key, in any case of its letters, also where it is percent-encoded
 */
export function keyMask(keys: readonly string[]): (text: string) => string {
  const all = keys.filter((key) => key !== "").sort((one, other) => other.length - one.length);
  if (all.length === 0) return (text) => text;
  const pattern = new RegExp(all.map((key) => key.replaceAll(/[^\w]/g, String.raw`\$&`)).join("|"), "gi");
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
