import type { LocalAwsOptions } from "@aerospike-kinesis/local-aws";

import type { Recorder } from "./recorder";

type GatewayHooks = NonNullable<LocalAwsOptions["gatewayHooks"]>;

/**
 * Records what reaches a gateway, also where a fault strikes it.
 * @param faults the hooks of the faults; undefined if there are none
 * @param recorder what notes each request
 * @returns the hooks of both
 */
export const withRecorder = (faults: GatewayHooks | undefined, { hooks }: Pick<Recorder, "hooks">): GatewayHooks => ({
  ...faults,
  ...hooks,
  beforeRouting: async (request) => {
    await hooks.beforeRouting(request);
    return faults?.beforeRouting?.(request);
  },
});
