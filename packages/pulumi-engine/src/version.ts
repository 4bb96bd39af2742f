import { version } from "@pulumi/pulumi/version";

/** The version of the Pulumi CLI that this project is tried with, downloads and builds: that of its @pulumi/pulumi. */
export const PULUMI_VERSION = version;

/**
 * Whether a CLI can run the program: 3.x, at least {@link PULUMI_VERSION}. Its engine understands every message of an older
 * SDK of the same major version, but not of a newer one.
 * @param version such as `3.1.0` or `v3.1.0`; a text that is no version is not usable
 */
export function isUsable(version: string): boolean {
  const found = parse(version);
  const least = parse(PULUMI_VERSION);
  return (
    found.major === least.major &&
    (found.minor > least.minor || (found.minor === least.minor && found.patch >= least.patch))
  );
}

/** A text that is no version compares as NaN: neither equal nor greater. */
function parse(version: string): { major: number; minor: number; patch: number } {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return { major: Number(major), minor: Number(minor), patch: Number(patch) };
}
