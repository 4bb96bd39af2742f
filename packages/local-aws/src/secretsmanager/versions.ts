import { randomUUID } from "node:crypto";

import { AwsError } from "../errors";

/** One value of a secret. */
export interface Version {
  readonly id: string;
  readonly value: string;
  readonly createdAt: number;
  /** Staging labels: AWSCURRENT is what readers get, AWSPREVIOUS what they got before. */
  readonly stages: Set<string>;
}

export const CURRENT = "AWSCURRENT";
const PREVIOUS = "AWSPREVIOUS";

/**
 * Adds a version as the current one.
 * @param versions of a secret
 * @param value the new value
 * @param now milliseconds since the epoch
 * @returns the new version
 */
export function addVersion(versions: Map<string, Version>, value: string, now: number): Version {
  const current = withStage(versions, CURRENT);
  if (current !== undefined) {
    withStage(versions, PREVIOUS)?.stages.delete(PREVIOUS);
    current.stages.delete(CURRENT);
    current.stages.add(PREVIOUS);
  }
  const version: Version = { id: randomUUID(), value, createdAt: now, stages: new Set([CURRENT]) };
  versions.set(version.id, version);
  return version;
}

/**
 * The version with this id or else with this staging label.
 * @param versions of a secret
 * @param id of the version; undefined to go by the label
 * @param stage the staging label, e.g. `AWSCURRENT`
 * @returns the version
 * @throws AwsError ResourceNotFoundException
 */
export function versionOf(versions: ReadonlyMap<string, Version>, id: string | undefined, stage: string): Version {
  const version = id === undefined ? withStage(versions, stage) : versions.get(id);
  if (version === undefined) {
    const asked = id === undefined ? `staging label: ${stage}` : `VersionId: ${id}`;
    throw new AwsError(
      "ResourceNotFoundException",
      `Secrets Manager can't find the specified secret value for ${asked}`,
    );
  }
  return version;
}

/**
 * Takes a version's labels away, all but AWSCURRENT: AWS does not let a secret be without a current value.
 * @param versions of a secret
 * @param id of the version
 */
export function retire(versions: ReadonlyMap<string, Version>, id: string): void {
  const stages = versions.get(id)?.stages;
  [...(stages ?? [])].filter((stage) => stage !== CURRENT).forEach((stage) => stages?.delete(stage));
}

function withStage(versions: ReadonlyMap<string, Version>, stage: string): Version | undefined {
  return [...versions.values()].find(({ stages }) => stages.has(stage));
}
