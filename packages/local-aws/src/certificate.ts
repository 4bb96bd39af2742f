import { generate } from "selfsigned";

import { DAY_MS } from "./durations";

/** A certificate for this machine and its key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * Makes a self-signed certificate for 127.0.0.1, localhost, and other addresses of this machine. A client that takes `cert` as its only authority trusts
 * exactly this certificate, so no client needs to switch verification off.
 * @param now milliseconds since the epoch
 * @param addresses IP addresses that it also names
 * @returns a certificate that is valid for 30 days, and its key
 */
export async function createCertificate(now: number, addresses: readonly string[] = []): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    // An hour back, for a client whose clock is behind.
    notBeforeDate: new Date(now - DAY_MS / 24),
    notAfterDate: new Date(now + 30 * DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          { type: 7, ip: "::1" },
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  // With a line end, so that a file with another certificate behind it is one of two certificates.
  return { cert: `${made.cert.trimEnd()}\n`, key: made.private };
}
