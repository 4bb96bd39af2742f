import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";

import { UsageError } from "../errors";
import { readTextFile } from "../read-text-file";

/**
 * The certificates to trust, beside those that Node trusts. A stage can be on an emulator, or behind a proxy, with a
 * certificate of its own.
 * @param flag the file of --ca
 * @param bundle `aws:customCaBundle` of the stage
 * @param environment AWS_CA_BUNDLE is used, and NODE_EXTRA_CA_CERTS
 * @returns PEM; undefined if Node's own are enough, which are NODE_EXTRA_CA_CERTS, too
 * @throws UsageError for a file that holds no certificate, or one that cannot be read
 */
export function trustedCertificates(
  flag: string | undefined,
  bundle: string | undefined,
  { AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS }: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const named = { "--ca": flag, AWS_CA_BUNDLE: AWS_CA_BUNDLE, "aws:customCaBundle": bundle };
  const [from, file] = Object.entries(named).find(([, value]) => Boolean(value)) ?? [];
  if (from === undefined || file === undefined) return undefined;
  // A list of certificates replaces Node's list, so it also holds those.
  const extra = NODE_EXTRA_CA_CERTS ? [read("NODE_EXTRA_CA_CERTS", NODE_EXTRA_CA_CERTS)] : [];
  return [...rootCertificates, ...extra, read(from, file)].join("\n");
}

function read(from: string, file: string): string {
  const pem = readTextFile(from, file);
  const problem = problemIn(pem);
  if (problem === undefined) return pem;
  throw new UsageError(`${from}: expected a file of certificates in PEM, got ${file}${problem}`);
}

const BEGIN = "-----BEGIN CERTIFICATE-----";
const END = "-----END CERTIFICATE-----";

/** What is wrong with a file. Node would read it up to there, and would say nothing of the rest. */
function problemIn(pem: string): string | undefined {
  const line = pem.split("\n").findIndex((one) => one.includes(BEGIN) && !one.startsWith(BEGIN));
  if (line !== -1) {
    return `. In its line ${line + 1}, a certificate begins behind another text: put a line end between.`;
  }
  const certificates = pem.split(BEGIN).slice(1);
  if (certificates.length === 0) return ", which holds none.";
  const odd = certificates.findIndex((one) => !isCertificate(`${BEGIN}${one.split(END)[0] ?? ""}${END}`));
  return odd === -1 ? undefined : `. Its certificate ${odd + 1} of ${certificates.length} cannot be read.`;
}

function isCertificate(pem: string): boolean {
  try {
    return Boolean(new X509Certificate(pem));
  } catch {
    return false;
  }
}
