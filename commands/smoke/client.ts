import { Agent, request } from "undici";

/** The API's answer, or why there was none. */
export interface Answer {
  /** Absent if no answer came. */
  readonly status?: number;
  /** The answer's body, or what Node says of the network. */
  readonly text: string;
}

export interface Client {
  readonly post: (headers: Readonly<Record<string, string>>, body: Buffer) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** Longer than any integration timeout that the settings allow. The connector's own `call-timeout` is not used here. */
const TIMEOUT_MS = 15_000;

/**
 * Opens a client that posts to the API over HTTP/1.1, whatever protocol the connector uses.
 * @param url the API's endpoint
 * @param ca the certificates to trust instead of the system's, as PEM
 * @returns a client; its `post` never rejects
 */
export function openClient(url: string, ca?: string): Client {
  const dispatcher = new Agent({
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    connect: { timeout: TIMEOUT_MS, ...(ca !== undefined && { ca }) },
  });
  return {
    post: async (headers, body) => {
      try {
        const answer = await request(url, { dispatcher, method: "POST", headers, body });
        return { status: answer.statusCode, text: (await answer.body.text()).trim() };
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        return { text: code ?? message };
      }
    },
    close: () => dispatcher.destroy(),
  };
}
