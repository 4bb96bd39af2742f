import { type Formatter, formatterOf } from "@aerospike-kinesis/esp-simulator";
import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { parse } from "yaml";
import { z } from "zod";

import { UserError } from "./errors";

/** What the connector's file says of the API. The rest of the file is not read. */
export interface ConnectorFile {
  /** At least one. */
  readonly destinations: readonly ConnectorDestination[];
  /** Writes the file's format, or flat JSON if the format needs the user's own schema (avro). */
  readonly format: Formatter;
}

/** Where the connector posts records. */
export interface ConnectorDestination {
  readonly url: string;
  /** The headers of each record's request. They hold the API key: never print them. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Reads the connector's file from its secret.
 * @param secretsManager a client of the secret's region
 * @param secretArn ARN of the secret, the output `connectorSecretArn`
 * @returns the connector's YAML, which holds the API key
 * @throws Error if the secret holds no text
 */
export async function readSecretText(secretsManager: SecretsManagerClient, secretArn: string): Promise<string> {
  const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId: secretArn }));
  if (SecretString === undefined) {
    throw new Error(`The secret ${secretArn} holds no text. Run pulumi up to write the connector's YAML into it.`);
  }
  return SecretString;
}

const schema = z.object({
  destinations: z.record(
    z.string(),
    z.object({
      urls: z.array(z.string()).min(1),
      headers: z.object({ "additional-headers": z.record(z.string(), z.string()) }),
    }),
  ),
  format: z.object({ mode: z.string(), "metadata-key": z.string().default("metadata") }),
});

/**
 * Reads from the connector's file where records go, with which headers and in which format.
 * @param yaml the text of the file; it holds the API key
 * @param endpoint of the region: the file can name several
 * @returns the URL and the headers of each destination, and the format
 * @throws UserError if the file does not say them; it quotes nothing of the file
 */
export function readConnectorFile(yaml: string, endpoint: string): ConnectorFile {
  const { data } = schema.safeParse(parseYaml(yaml));
  const destinations = Object.values(data?.destinations ?? {}).filter(({ urls }) => urls.includes(endpoint));
  if (data === undefined || destinations.length === 0) {
    throw new UserError(
      "The connector's file in Secrets Manager does not name this region's URL with its headers and the format. " +
        "Run pulumi up to write it again.",
    );
  }
  return {
    destinations: destinations.map(({ headers }) => ({
      url: endpoint,
      headers: headers["additional-headers"],
    })),
    format: formatFor(data.format),
  };
}

function parseYaml(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: "silent" });
  } catch {
    return undefined;
  }
}

function formatFor({ mode, "metadata-key": metadataKey }: z.infer<typeof schema>["format"]): Formatter {
  if (mode === "message-pack") return formatterOf({ mode });
  return mode === "json"
    ? formatterOf({ mode, stringifyMapKeys: true })
    : formatterOf({ mode: "flat-json", metadataKey, stringifyMapKeys: true });
}
