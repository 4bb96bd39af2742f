import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

import { Failure } from "./ack";
import type { Scheduler } from "./scheduler";

export interface ConnectOptions {
  readonly timeoutMs: number;
  /** Trusts these certificates alone; those that Node trusts if undefined. */
  readonly ca: string | undefined;
  readonly scheduler: Scheduler;
  /** Aborted when the connection is not wanted any more; its reason is the error. */
  readonly signal: AbortSignal;
}

/**
 * Begins to connect to the host of a URL. The socket is destroyed with a Failure if it is not connected, TLS handshake included,
 * within `connect-timeout`. Undici's own timeout is only good to about a second, and on its own clock.
 * @param alpn the one protocol to offer in the handshake
 */
export function openSocket(url: URL, alpn: "h2" | "http/1.1", options: ConnectOptions): Socket {
  const { timeoutMs, ca, scheduler, signal } = options;
  const isTls = url.protocol === "https:";
  // The host of an IPv6 address stands in brackets.
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

/** What a socket emits when it is connected. */
export const connectedEvent = ({ protocol }: URL): "secureConnect" | "connect" =>
  protocol === "https:" ? "secureConnect" : "connect";

function tlsOptions(host: string, ca: string | undefined, alpn: string) {
  return {
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
    ALPNProtocols: [alpn],
    // Said aloud, so that no environment variable can switch verification off.
    rejectUnauthorized: true,
  };
}
