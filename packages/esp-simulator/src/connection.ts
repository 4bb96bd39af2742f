import type { Failure } from "./ack";
import type { ConnectOptions } from "./connect";

/** A whole HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface ConnectionRequest {
  readonly method: "GET" | "POST";
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Buffer | undefined;
}

/** A request under way. */
export interface Call {
  /** Rejects with what ended the request: a Failure, or what Node says of the network. */
  readonly answer: Promise<Answer>;
  /** Gives the request up. */
  readonly cancel: (failure: Failure) => void;
}

/** One kept-alive connection. It is made with the first request. */
export interface Connection {
  readonly send: (request: ConnectionRequest) => Call;
  /** Ends what is under way on it, connecting included. */
  readonly end: (failure: Failure) => void;
}

/** @param onEnded told, once or more often, when the connection takes no more requests */
export type OpenConnection = (url: URL, options: Omit<ConnectOptions, "signal">, onEnded: () => void) => Connection;
