import { stringify } from "yaml";

import type { ConnectorSettings } from "../config/settings";
import { DIALECTS, type Format } from "./dialect";

/** Values that are known only when the pipeline is deployed. */
export interface PipelineFacts {
  readonly endpoint: string;
  readonly apiKey: string;
}

const DESTINATION = "aws-kinesis";

/** Content types of the connector's SDK (`format/MediaType.java`), one for each format. */
const CONTENT_TYPES: Record<Format, string> = {
  json: "application/json",
  "flat-json": "application/json",
  "message-pack": "application/x-msgpack",
  avro: "application/avro",
};

/**
 * Writes `aerospike-esp-outbound.yml`, key by key like the complete example of Aerospike's guide. Every string is in
 * quotes, so that no YAML reader reads `yes`, `0123`, `1e3` or a key of digits as something else.
 * @param settings the stage's settings of the connector
 * @param facts the endpoint and the API key
 * @returns YAML, which holds the API key
 */
export function renderConnectorConfig(settings: ConnectorSettings, facts: PipelineFacts): string {
  const { dialect: name, service, logging, protocol, compression, format, ...timings } = settings;
  const dialect = DIALECTS[name];
  const mode = format.mode ?? dialect.format;
  const config = {
    service,
    logging,
    destinations: {
      [DESTINATION]: {
        urls: [facts.endpoint],
        protocol,
        ...(compression && { compression }),
        headers: {
          [dialect.digestHeaderSwitch]: true,
          "additional-headers": {
            "Content-Type": CONTENT_TYPES[mode],
            streamname: settings.streamname,
            "x-api-key": facts.apiKey,
          },
        },
        "connection-ttl": timings["connection-ttl"],
        "call-timeout": timings["call-timeout"],
        "connect-timeout": timings["connect-timeout"],
        "max-connections-per-endpoint": timings["max-connections-per-endpoint"],
        "health-check": timings["health-check"],
        // The API answers 200 only for a stored record, and never with another 2xx.
        "http-success-status-codes": [200],
      },
    },
    routing: dialect.routing(DESTINATION),
    format: { mode, ...formatOptions(mode, format) },
  };
  return stringify(config, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 0 });
}

/** The options that the connector documents for each format. Only the guide has `metadata-key` with json. */
const formatOptions = (
  mode: Format,
  format: ConnectorSettings["format"],
): Omit<Partial<ConnectorSettings["format"]>, "mode"> => {
  switch (mode) {
    case "json":
    case "flat-json":
      return { "metadata-key": format["metadata-key"] };
    case "avro":
      return format.schema === undefined ? { "schema-file": format["schema-file"] } : { schema: format.schema };
    case "message-pack":
      return {};
  }
};
