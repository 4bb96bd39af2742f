import type { LocalAwsOptions } from "@aerospike-kinesis/local-aws";

/** How a region can be dead for its connectors: connections break, no answer comes, or each answer is an error. */
export const OUTAGE_KINDS = ["refuse", "hang", "5xx"] as const;

export type OutageKind = (typeof OUTAGE_KINDS)[number];

/** The switch for the API of one region of a local AWS. */
export interface DeadRegion {
  readonly gatewayHooks: NonNullable<LocalAwsOptions["gatewayHooks"]>;
  /** From now on, the API at this endpoint is dead. */
  readonly begin: (kind: OutageKind, endpoint: string) => void;
  /** It lives again. Requests that hang are broken. */
  readonly end: () => void;
  /** How many requests have met it. */
  readonly struck: () => number;
}

/** @returns a switch; every region is alive */
export function createDeadRegion(): DeadRegion {
  let dead: { readonly kind: OutageKind; readonly path: string } | undefined;
  let struck = 0;
  const hanging = new Set<() => void>();
  return {
    gatewayHooks: {
      // The local AWS serves all regions at one address: the path of an API tells its region.
      beforeRouting: ({ url = "" }) => {
        if (dead === undefined || !url.startsWith(dead.path)) return Promise.resolve(undefined);
        struck += 1;
        if (dead.kind === "refuse") return Promise.resolve("reset");
        if (dead.kind === "5xx") return Promise.resolve({ status: 503, headers: {}, body: Buffer.alloc(0) });
        return new Promise((resolve) => {
          hanging.add(() => {
            resolve("reset");
          });
        });
      },
    },
    begin: (kind, endpoint) => {
      dead = { kind, path: new URL(endpoint).pathname };
    },
    end: () => {
      dead = undefined;
      for (const release of hanging) release();
      hanging.clear();
    },
    struck: () => struck,
  };
}
