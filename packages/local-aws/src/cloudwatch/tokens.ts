/**
 * Takes a text apart from its start to its end.
 * @param token one token and the blanks around it; sticky (`y`), and never empty
 * @param text all of it must be tokens
 * @param refuse makes the error for the rest that begins with no token
 * @yields the match of each token
 * @throws Error that `refuse` makes
 */
export function* matchesOf(token: RegExp, text: string, refuse: (rest: string) => Error): Generator<RegExpExecArray> {
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) throw refuse(text.slice(at).trim());
    at = token.lastIndex;
    yield match;
  }
}
