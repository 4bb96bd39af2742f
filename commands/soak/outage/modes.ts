/** How connectors can use several regions. */
export const MODE_NAMES = ["nearest", "every", "failover"] as const;

export type Mode = (typeof MODE_NAMES)[number];
