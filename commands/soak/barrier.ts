import { EventEmitter, once } from "node:events";

import type { HttpResponse, KinesisLayer } from "@aerospike-kinesis/local-aws";

/** Holds records back on their way to Kinesis, so that an action can happen between two records. */
export interface Barrier {
  readonly layer: KinesisLayer;
  /** Lets no more records pass. Resolves when each record that has passed is stored or refused. */
  readonly close: () => Promise<void>;
  /** Resolves when a record waits. */
  readonly waitForRecord: () => Promise<void>;
  /** Lets the waiting records pass, and all that follow. */
  readonly open: () => void;
}

/** @returns an open barrier; its layer must come before Kinesis */
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
