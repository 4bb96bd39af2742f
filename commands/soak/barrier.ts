import { EventEmitter, once } from "node:events";

import type { HttpResponse, KinesisLayer } from "@aerospike-kinesis/local-aws";

/** Holds records back on their way to Kinesis, so that what is done to it meanwhile happens between two of them. */
export interface Barrier {
  readonly layer: KinesisLayer;
  /** Lets no record pass any more. @returns when none is behind it any more: each is stored or refused */
  readonly close: () => Promise<void>;
  /** Resolves when a record waits. */
  readonly waitForRecord: () => Promise<void>;
  /** Lets pass what waits, and all that comes. */
  readonly open: () => void;
}

/** @returns an open barrier; its layer belongs before Kinesis */
export function createBarrier(): Barrier {
  const signals = new EventEmitter().setMaxListeners(0);
  const behind = new Set<Promise<HttpResponse>>();
  let isClosed = false;
  let waiting = 0;
  return {
    layer: (next) => async (request) => {
      if (request.action !== "PutRecord") return next(request);
      while (isClosed) {
        waiting += 1;
        signals.emit("held");
        await once(signals, "opened");
        waiting -= 1;
      }
      const put = next(request);
      behind.add(put);
      return put.finally(() => behind.delete(put));
    },
    close: async () => {
      isClosed = true;
      await Promise.allSettled(behind);
    },
    waitForRecord: async () => {
      if (waiting === 0) await once(signals, "held");
    },
    open: () => {
      isClosed = false;
      signals.emit("opened");
    },
  };
}
