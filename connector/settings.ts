/** The connector's settings, spelled as in the complete example of Aerospike's guide. Times in milliseconds. */
export interface ConnectorSettings {
  readonly dialect: Dialect;
  readonly service: { readonly port: readonly number[]; readonly manage: { readonly port: number } };
  readonly logging: { readonly file: string };
  readonly protocol: "HTTP_1_1" | "HTTP_2";
  readonly compression?: "none" | undefined;
  readonly "connection-ttl": number;
  readonly "call-timeout": number;
  readonly "connect-timeout": number;
  readonly "max-connections-per-endpoint": number;
  readonly "health-check": {
    readonly enabled: boolean;
    readonly "interval-seconds": number;
    readonly "call-timeout": number;
  };
  readonly format: FormatSettings;
}

export interface FormatSettings {
  /** @defaultValue the dialect's own: `json` in the guide, `flat-json` in the reference */
  readonly mode?: Format | undefined;
  /** Where `flat-json`, and the guide's `json`, put a record's metadata. */
  readonly "metadata-key": string;
  readonly schema?: string | undefined;
  readonly "schema-file"?: string | undefined;
}

/** Serialization formats that the connector documents. */
export type Format = "json" | "flat-json" | "message-pack" | "avro";

/** Whose spelling the YAML follows: Aerospike's guide for Kinesis, or the connector's reference pages. */
export type Dialect = "guide" | "reference";
