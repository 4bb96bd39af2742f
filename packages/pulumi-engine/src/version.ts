import { version } from "@pulumi/pulumi/version";

/**
 * The version of the Pulumi CLI that this project is tested with, downloads and builds. It is that of its
 * @pulumi/pulumi.
 */
export const PULUMI_VERSION = version;

/**
 * Whether a CLI can run the program: 3.x, at least {@link PULUMI_VERSION}. Its engine understands every message of an
 * older SDK of the same major version, but not of a newer one.
 * @param version such as `3.1.0` or `v3.1.0`
 * @returns false also for a text that is not a version
 */
export function isUsable(version: string): boolean {
  const found = parse(version);
  const least = parse(PULUMI_VERSION);
  return (
    found.major === least.major &&
    (found.minor > least.minor || (found.minor === least.minor && found.patch >= least.patch))
  );
}

/** Reads a version. A text that is not a version gives NaN, which is neither equal nor greater. */
function parse(version: string): { major: number; minor: number; patch: number } {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return { major: Number(major), minor: Number(minor), patch: Number(patch) };
}
