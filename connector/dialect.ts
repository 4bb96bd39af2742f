import type { ConnectorSettings } from "../config/settings";

/** Serialization formats that the connector documents. */
export type Format = NonNullable<ConnectorSettings["format"]["mode"]>;

interface DialectWords {
  /** The key that makes the connector send a record's digest as a header. */
  readonly digestHeaderSwitch: string;
  readonly routing: (...destinations: readonly string[]) => Readonly<Record<string, unknown>>;
  readonly format: Format;
}

/**
 * The guide and the reference pages differ in three places. No real connector has read either form here
 * (docs/decisions/003-dialects.md says where each was read).
 */
export const DIALECTS: Record<ConnectorSettings["dialect"], DialectWords> = {
  guide: {
    digestHeaderSwitch: "send-digest-headers",
    routing: (...destinations) => ({ mode: "static", destination: destinations }),
    format: "json",
  },
  reference: {
    digestHeaderSwitch: "send-digest-header",
    routing: (...destinations) => ({ mode: "static-multi-destination", destinations }),
    format: "flat-json",
  },
};
