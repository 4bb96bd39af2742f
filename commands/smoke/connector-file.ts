import { type Formatter, formatterOf } from "@aerospike-kinesis/esp-simulator";
import { parse } from "yaml";
import { z } from "zod";

import { UserError } from "../shared/errors";

/** What the connector's file says of the API, whatever else is in it. */
export interface ConnectorFile {
  readonly url: string;
  /** Those of every record's request. They hold the API key: never print them. */
  readonly headers: Readonly<Record<string, string>>;
  /** In the file's format, or as flat JSON where the format needs a schema of the user's own (avro). */
  readonly format: Formatter;
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

/** @throws UserError if the file does not say where to send records and how. It quotes nothing of the file. */
export function readConnectorFile(yaml: string): ConnectorFile {
  const { data } = schema.safeParse(parseYaml(yaml));
  const [destination] = Object.values(data?.destinations ?? {});
  if (data === undefined || destination === undefined) {
    throw new UserError(
      "The connector's file in Secrets Manager names no URL, headers or format. Run pulumi up to write it again.",
    );
  }
  const [url = ""] = destination.urls;
  const headers = destination.headers["additional-headers"];
  return { url, headers, format: formatFor(data.format) };
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
