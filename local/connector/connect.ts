import { connect as connectTcp, isIP } from "node:net";
import { connect as connectTls } from "node:tls";
import type { buildConnector } from "undici";
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
 * Opens undici's connections, TLS handshake included, within `connect-timeout`. Undici's own timeout is only good to about a
 * second, and on its own clock.
 */
export function connectWithin({ timeoutMs, ca, scheduler, signal }: ConnectOptions): buildConnector.connector {
  return ({ hostname, protocol, port }, callback) => {
    const isTls = protocol === "https:";
    const address = { host: hostname, port: Number(port || (isTls ? 443 : 80)), noDelay: true, keepAlive: true };
    const socket = isTls ? connectTls({ ...address, ...tlsOptions(hostname, ca) }) : connectTcp(address);
    const abandon = () => socket.destroy(signal.reason as Error);
    const cancel = scheduler.after(timeoutMs, () => socket.destroy(new Failure("connect-timeout")));
    const settle = () => {
      cancel();
      signal.removeEventListener("abort", abandon);
      socket.off("error", fail);
    };
    const fail = (error: Error) => {
      settle();
      callback(error, null);
    };
    signal.addEventListener("abort", abandon);
    socket.once("error", fail).once(isTls ? "secureConnect" : "connect", () => {
      settle();
      callback(null, socket);
    });
  };
}

function tlsOptions(hostname: string, ca: string | undefined) {
  return {
    ...(isIP(hostname) === 0 && { servername: hostname }),
    ...(ca !== undefined && { ca }),
    ALPNProtocols: ["http/1.1"],
    // Said aloud, so that no environment variable can switch verification off.
    rejectUnauthorized: true,
  };
}
