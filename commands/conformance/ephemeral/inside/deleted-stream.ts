import { DeleteStreamCommand, DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis";

import type { Api } from "../../api";
import type { Check } from "../../check";
import { describe, wordOf } from "../../expect";
import { Mismatch } from "../../mismatch";
import { createPatience } from "../../patience";
import type { Inside } from "./inside";
import { waitUntilStored } from "./restored";
import { waitFor } from "./wait-for";

/**
 * The stream is deleted by hand, and created again. It is a run of its own, because the records before it are gone.
 * @param inside the stack
 * @returns the check
 */
export const deletedStream = (inside: Inside): Check => ({
  name: "the stream is deleted, and created again",
  run: async (api) => {
    let refused: string;
    try {
      await deleteStream(inside, api);
      const { answer } = await api.send();
      refused = describe(answer);
      if (answer.status !== 502 || wordOf(answer) !== "ResourceNotFound") {
        throw new Mismatch(`expected 502 ResourceNotFound, got ${refused}`);
      }
    } finally {
      if (!inside.signal.aborted) await inside.stack.up({ refreshes: true });
    }
    return `${refused}; ${await waitUntilStored(inside, api)}`;
  },
});

/** Nothing is sent until it is gone: Kinesis may take records meanwhile, and they go with it. */
async function deleteStream(inside: Inside, { target: { kinesis, stream } }: Api): Promise<void> {
  const about = { StreamName: stream };
  const patience = createPatience();
  await patience(() => kinesis.send(new DeleteStreamCommand({ ...about, EnforceConsumerDeletion: true })));
  const gone = await waitFor(inside, async () => {
    try {
      await patience(() => kinesis.send(new DescribeStreamSummaryCommand(about)));
      return undefined;
    } catch (error) {
      if ((error as Error).name === "ResourceNotFoundException") return true;
      throw error;
    }
  });
  if (gone !== undefined) return;
  throw new Mismatch(`the stream is still there ${inside.pace.patienceMs / 1000} s after DeleteStream`);
}
