import type { z } from "zod";

import type { connectorSchema } from "./connector-schema";
import type { settingsSchema } from "./schema";
import type { streamSchema } from "./stream-schema";

/** One Kinesis stream: its name, and each option with its default. */
export type StreamSettings = z.output<typeof streamSchema> & { readonly name: string };

/** The settings of the connector's file, each key with its default. */
export type ConnectorSettings = z.output<typeof connectorSchema> & {
  /** The stream of all changes that no stream's own `namespaces` or `sets` name. */
  readonly streamname: string;
};

/** What a stage and each of its regions have. */
export interface CommonSettings extends Omit<z.output<typeof settingsSchema>, "regions" | "streams" | "connector"> {
  /** The Pulumi stack's name; also the API's stage. */
  readonly stage: string;
  /** At least one. */
  readonly streams: readonly StreamSettings[];
  readonly connector: ConnectorSettings;
}

/** All settings of one region: those of the stage, with what differs in this region already put in. */
export interface RegionSettings extends CommonSettings {
  /** The region's name, such as `ap-south-1`. */
  readonly region: string;
}

/**
 * The settings of one stage, validated and with every default. No other code checks them again. What is built in a region
 * comes from `regions`; the other keys say what holds where a region has nothing of its own.
 */
export interface Settings extends CommonSettings {
  /** At least one, in the order of the settings. */
  readonly regions: readonly RegionSettings[];
}
