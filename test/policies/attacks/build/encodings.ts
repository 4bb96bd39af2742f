/** @returns a text whose letters are each moved by 13 */
export const rot13 = (key: string) =>
  key.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

/** @returns a text in Base64 */
export const base64 = (text: string) => Buffer.from(text).toString("base64");
