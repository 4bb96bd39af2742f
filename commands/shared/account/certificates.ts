import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";

import { UsageError } from "../errors";

/**
 * What to trust beside the certificates that Node trusts: a stage may stand on an emulator, or behind a proxy that has a
 * certificate of its own.
 * @param flag the file of --ca
 * @param bundle `aws:customCaBundle` of the stage
 * @returns PEM; undefined if Node's own are enough, which are NODE_EXTRA_CA_CERTS, too
 * @throws UsageError for a file that holds no certificate
 */
export function trustedCertificates(
  flag: string | undefined,
  bundle: string | undefined,
  { AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS }: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const named = { "--ca": flag, AWS_CA_BUNDLE: AWS_CA_BUNDLE, "aws:customCaBundle": bundle };
  const [from, file] = Object.entries(named).find(([, value]) => Boolean(value)) ?? [];
  if (from === undefined || file === undefined) return undefined;
  // A list of one's own takes the place of Node's, so it holds those as well.
  const extra = NODE_EXTRA_CA_CERTS ? [read("NODE_EXTRA_CA_CERTS", NODE_EXTRA_CA_CERTS)] : [];
  return [...rootCertificates, ...extra, read(from, file)].join("\n");
}

function read(from: string, file: string): string {
  let pem;
  try {
    pem = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${from}: expected a file that can be read, got ${(error as Error).message}.`);
  }
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) {
    throw new UsageError(`${from}: expected a file of certificates in PEM, got ${file}, which holds none.`);
  }
  return pem;
}
