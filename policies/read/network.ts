/** How much of all addresses a policy may name before it names nobody: four networks of the size /8, or one of the size /16. */
const MOST = { v4: 2 ** -6, v6: 2 ** -16 };

/**
 * Whether networks are so large that they are everybody's. Two halves of the internet are all of it.
 * @param networks Addresses and CIDR blocks of both versions: `198.51.100.0/24`, `2001:db8::/32`, `203.0.113.7`.
 * @returns Whether those of one version together are more than any company has.
 */
export function isBroadNetwork(networks: readonly string[]): boolean {
  const shareOf = (version: "v4" | "v6") =>
    networks
      .filter((network) => network.includes(":") === (version === "v6"))
      .reduce((sum, one) => sum + shareIn(one), 0);
  return shareOf("v4") > MOST.v4 || shareOf("v6") > MOST.v6;
}

/** The part of all addresses: 1 is all. A text that is no network matches nothing in IAM, but `*` is taken for all here. */
function shareIn(network: string): number {
  const [address = "", length] = network.split("/");
  if (/[*?]/.test(address)) return 1;
  return 2 ** -(length === undefined ? 32 : Number(length));
}
