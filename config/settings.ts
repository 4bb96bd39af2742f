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

/** The settings of one stage, validated and with every default. No other code checks them again. */
export interface Settings extends Omit<z.output<typeof settingsSchema>, "streams" | "connector"> {
  /** The Pulumi stack's name; also the API's stage. */
  readonly stage: string;
  /** At least one. */
  readonly streams: readonly StreamSettings[];
  readonly connector: ConnectorSettings;
}
