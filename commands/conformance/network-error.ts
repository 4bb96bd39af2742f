const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: "no host has this name",
  EAI_AGAIN: "the name of the host cannot be looked up now",
  ECONNREFUSED: "nothing listens at this address",
  ECONNRESET: "the connection was closed before the answer",
  EPIPE: "the connection was closed before the answer",
  UND_ERR_SOCKET: "the connection was closed before the answer",
  ETIMEDOUT: "the address cannot be reached",
  EHOSTUNREACH: "the address cannot be reached",
  ENETUNREACH: "the address cannot be reached",
  UND_ERR_CONNECT_TIMEOUT: "the address cannot be reached",
  UND_ERR_HEADERS_TIMEOUT: "nothing came within a minute",
  UND_ERR_BODY_TIMEOUT: "nothing more came within a minute",
  EPROTO: "the address does not speak TLS as expected: is it https or http?",
};

const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

/**
 * Says in words why no answer came.
 * @param error with the code of Node, OpenSSL or undici
 * @returns words and the code; undefined for an error that is none of the network
 */
export function describeNetworkError(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== "string") return undefined;
  const words = UNTRUSTED.test(code)
    ? "its certificate is not trusted: name its authority with --ca FILE"
    : WORDS[code];
  return words === undefined ? undefined : `${words} (${code})`;
}
