import { join } from "node:path";

import { type Operation, refusalOf, type Workspace } from "@aerospike-kinesis/pulumi-engine";

import type { RegionSettings } from "../../../config/settings";
import { UserError } from "../../shared/errors";
import type { Pipelines } from "../../shared/pipeline-outputs";
import { type Fault, SETTINGS } from "./program/settings";
import { type SettingsChange, stackSettings } from "./stack-settings";

/** The program of every ephemeral stack. */
export const PROGRAM = join(__dirname, "program.cjs");

/** What is changed in a deployed stack. What is not named is as it was at first. */
export interface StackChange extends SettingsChange {
  readonly fault?: Fault;
  /** Which version the probe's API answers. @defaultValue 1 */
  readonly version?: string;
  /** Whether the API key is replaced. @defaultValue false */
  readonly replacesKey?: boolean;
  /** Whether what somebody deleted is created again. @defaultValue false */
  readonly refreshes?: boolean;
}

/** What a stack says of itself. */
export interface StackOutputs {
  readonly pipelines: Pipelines;
  /** By region: the connector's YAML, which holds the API key. */
  readonly connectorConfig: Readonly<Record<string, string>>;
  readonly probe: {
    /** Of the probe's API, without a path below the stage. */
    readonly url: string;
    /** Secret. */
    readonly key: string;
    readonly stream: string;
  };
}

/** A stack that exists for one run. */
export interface EphemeralStack {
  readonly name: string;
  readonly region: string;
  /**
   * Deploys it, or changes it.
   * @throws UserError with the engine's own words if it does not come up; the signal's reason
   */
  readonly up: (change?: StackChange) => Promise<void>;
  readonly outputs: () => Promise<StackOutputs>;
}

export interface StackOptions {
  readonly workspace: Workspace;
  readonly name: string;
  readonly settings: RegionSettings;
  /** Ends an update. What it has begun on AWS is ended first. */
  readonly signal: AbortSignal;
}

/**
 * Opens the stack of a workspace. It deploys nothing yet.
 * @param options the workspace with the stack, and the stage's settings
 * @returns the stack
 */
export function openStack({ workspace, name, settings, signal }: StackOptions): EphemeralStack {
  let known: Promise<StackOutputs> | undefined;
  return {
    name,
    region: settings.region,
    up: async (change = {}) => {
      known = undefined;
      const { fault, version, replacesKey = false, refreshes = false } = change;
      const config = {
        ...stackSettings(settings, name, change),
        ...(fault !== undefined && { [`${SETTINGS}:fault`]: fault }),
        ...(version !== undefined && { [`${SETTINGS}:version`]: version }),
      };
      const args = [
        ...(replacesKey ? ["--replace", await keyUrn(workspace, name)] : []),
        ...(refreshes ? ["--refresh"] : []),
      ];
      const up = await workspace.up(name, { config, args, signal });
      signal.throwIfAborted();
      if (up.code !== 0) throw upError(name, up);
    },
    // They change only with an update.
    outputs: () =>
      (known ??= workspace.outputs(name, { showSecrets: true }) as Promise<unknown> as Promise<StackOutputs>),
  };
}

const upError = (name: string, up: Operation): UserError =>
  new UserError(`Stack ${name} does not come up:\n${refusalOf(up)}`);

/** The URN of the connectors' key. The probe has a key of its own, without a parent. */
async function keyUrn(workspace: Workspace, name: string): Promise<string> {
  const { resources = [] } = (await workspace.exportState(name)).deployment;
  const key = resources.find(
    ({ type, urn }) => type === "aws:apigateway/apiKey:ApiKey" && !urn.endsWith("::probe-key"),
  );
  if (key === undefined) throw new Error(`stack ${name} has no API key`);
  return key.urn;
}
