import type { Failure } from "./ack";
import type { ConnectOptions } from "./connect";

/** A complete HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface ConnectionRequest {
  readonly method: "DELETE" | "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT";
  /** The path with its query. */
  readonly path: string;
  /** A header with several values is sent several times. */
  readonly headers?: Readonly<Record<string, string | string[]>> | undefined;
  readonly body?: Buffer | undefined;
}

/** A request under way. */
export interface Call {
  /** Rejects with what ended the request: a Failure, or what Node says of the network. */
  readonly answer: Promise<Answer>;
  /** Gives the request up. */
  readonly cancel: (failure: Failure) => void;
}

/** One keep-alive connection. */
export interface Connection {
  readonly send: (request: ConnectionRequest) => Call;
  /** Ends the connection and every request on it, even while it still connects. */
  readonly end: (failure: Failure) => void;
}

/** @param onEnded called once or more often when the connection takes no more requests */
export type OpenConnection = (url: URL, options: Omit<ConnectOptions, "signal">, onEnded: () => void) => Connection;
