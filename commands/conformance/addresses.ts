/**
 * Says what is wrong with the address of a flag. It quotes no password.
 * @param flag that has the address
 * @param text as it was typed
 * @param expected what it must be
 * @returns undefined if the address is right
 */
export function addressProblem(flag: string, text: string, expected: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return `${flag}: expected ${expected}, got ${text.replace(/^(.*:\/\/)?.*@/s, "$1***@") || "an empty text"}.`;
  }
  if (url.username !== "" || url.password !== "") {
    return `${flag}: expected ${expected}, without a user and a password, got both or one for ${url.host}.`;
  }
  if (url.search !== "" || url.hash !== "") {
    return `${flag}: expected ${expected}, without a query and a fragment, got ${url.origin}${url.pathname} with one.`;
  }
  return undefined;
}
