import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

import { Failure } from "./ack";
import type { Scheduler } from "./scheduler";

export interface ConnectOptions {
  readonly timeoutMs: number;
  /** The only certificates to trust, as PEM. Undefined: those that Node trusts. */
  readonly ca: string | undefined;
  readonly scheduler: Scheduler;
  /** Aborted when nobody needs the connection any more. The socket then ends with the signal's reason. */
  readonly signal: AbortSignal;
}

/**
 * Begins to connect to the host of a URL. If the connection, including its TLS handshake, is not ready within
 * `connect-timeout`, the socket is destroyed with a Failure. Undici's own timeout is accurate to about one second only,
 * and it uses its own clock.
 * @param url `http:` or `https:`; only its host and port are used
 * @param alpn the one protocol to offer in the handshake
 * @param options the timeout in milliseconds, the certificates, the clock, and the signal that gives the connection up
 * @returns a socket that is still connecting
 */
export function openSocket(url: URL, alpn: "h2" | "http/1.1", options: ConnectOptions): Socket {
  const { timeoutMs, ca, scheduler, signal } = options;
  const isTls = url.protocol === "https:";
  // A URL has an IPv6 address in brackets.
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const address = { host, port: Number(url.port || (isTls ? 443 : 80)), noDelay: true, keepAlive: true };
  const socket = isTls ? connectTls({ ...address, ...tlsOptions(host, ca, alpn) }) : connectTcp(address);
  const abandon = () => socket.destroy(signal.reason as Error);
  const cancel = scheduler.after(timeoutMs, () => socket.destroy(new Failure("connect-timeout")));
  const settle = () => {
    cancel();
    signal.removeEventListener("abort", abandon);
  };
  signal.addEventListener("abort", abandon);
  socket.once(connectedEvent(url), settle).once("close", settle);
  return socket;
}

/**
 * The event that a socket emits when it is connected.
 * @param url `http:` or `https:`
 * @returns `secureConnect` for TLS, else `connect`
 */
export const connectedEvent = ({ protocol }: URL): "secureConnect" | "connect" =>
  protocol === "https:" ? "secureConnect" : "connect";

function tlsOptions(host: string, ca: string | undefined, alpn: string) {
  return {
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
    ALPNProtocols: [alpn],
    // Set here, so that no environment variable can switch verification off.
    rejectUnauthorized: true,
  };
}
