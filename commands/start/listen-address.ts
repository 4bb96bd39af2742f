import { networkInterfaces } from "node:os";

import { UsageError } from "../shared/errors";

/**
 * Checks where `--listen` listens.
 * @param address as it was typed
 * @param own IP addresses of this machine, without those that need a zone
 * @returns the address
 * @throws UsageError if the address is not one of this machine
 */
export function listenAddress(address: string, own: readonly string[] = addressesOfThisMachine()): string {
  if (own.includes(address)) return address;
  throw new UsageError(
    `--listen: expected an IP address of this machine that the connector can reach (${own.join(", ")}), ` +
      `because the endpoint and the certificate name it, got ${JSON.stringify(address)}.`,
  );
}

const addressesOfThisMachine = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ address }) => !address.startsWith("fe80:"))
    .map(({ address }) => address);

/**
 * Warns of an address that others can reach.
 * @param address at which the gateway listens
 * @returns lines; none for a loopback address
 */
export const listenWarning = (address: string): string[] =>
  address === "::1" || address.startsWith("127.")
    ? []
    : [
        `WARNING: --listen ${address}: whoever reaches this machine at ${address} can send requests to the local API ` +
          "Gateway. It takes records only with the API key. Use it in a network that you trust.",
      ];
