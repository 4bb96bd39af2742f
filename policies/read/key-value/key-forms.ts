import { backwards } from "./key-parts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * A secret text in the encodings that it may leave in: hexadecimal, Base64 up to three times, Base32, the codes of its
 * letters, and all of them backwards. An encoding of a longer text that holds the secret holds one of the forms, too.
 * @param secret The text itself.
 * @returns Each form once. Their letters keep their case; separators are for the reader to skip (see secret-finder.ts).
 */
export function formsOf(secret: string): readonly string[] {
  const hexadecimal = Buffer.from(secret).toString("hex");
  const inBase64 = base64(secret);
  const once = [hexadecimal, hexadecimal.toUpperCase(), backwards(secret), ...inBase64];
  const twice = once.flatMap((form) => [...base64(form), Buffer.from(form).toString("hex")]);
  const thrice = inBase64.flatMap(base64).flatMap(base64);
  const forms = [secret, [...Buffer.from(secret)].join(""), ...once, ...base32(secret), ...twice, ...thrice];
  return [...new Set([...forms, ...forms.map(backwards)])];
}

/**
 * What a text looks like inside of a longer one in Base64: three bytes make four characters, and it may begin at any of
 * them. Once more in the alphabet for addresses, if that makes a difference: a second encoding sees it.
 */
function base64(text: string): readonly string[] {
  const forms = [0, 1, 2].map((before) => {
    const encoded = Buffer.from("\0".repeat(before) + text).toString("base64");
    return inner(encoded, before, text, 6);
  });
  return [...new Set([...forms, ...forms.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"))])];
}

/** The same of Base32, where five bytes make eight characters. */
function base32(text: string): readonly string[] {
  return [0, 1, 2, 3, 4].map((before) => {
    const bits = [...Buffer.from("\0".repeat(before) + text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const fives = bits.match(/.{1,5}/g) ?? [];
    return inner(fives.map((five) => BASE32[Number.parseInt(five.padEnd(5, "0"), 2)] ?? "").join(""), before, text, 5);
  });
}

/** Without the first and the last characters, which may belong to the text's neighbours as well. */
function inner(encoded: string, before: number, text: string, bits: number): string {
  const end = (before + Buffer.byteLength(text)) * 8;
  return encoded.slice(Math.ceil((before * 8) / bits), Math.floor(end / bits));
}
