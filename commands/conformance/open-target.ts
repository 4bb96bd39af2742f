import { fromNodeProviderChain } from "@aws-sdk/credential-providers";

import { trustedCertificates } from "../shared/account/certificates";
import type { Choice } from "../shared/choose-pipelines";
import { awsClients } from "../shared/clients";
import { readConnectorFile } from "../shared/connector-file";
import { UsageError, UserError } from "../shared/errors";
import { findPipelines } from "../shared/find-pipelines";
import { readAll } from "../shared/flags/read-all";
import { withPipeline } from "../shared/open-pipeline";
import type { PipelineOutputs } from "../shared/pipeline-outputs";
import { readTextFile } from "../shared/read-text-file";
import { streamNameOf } from "../shared/stream-name";
import { readableStreamOf } from "../shared/stream-reference";
import type { UrlTarget } from "./flags";
import { describeNetworkError } from "./network-error";
import type { Target } from "./target";

/** Finds the APIs of a run, and calls `use` with one after another. */
export type UseTargets = (use: (target: Target) => Promise<void>) => Promise<void>;

/**
 * The APIs of a stage: one for each region. Each gets the destinations of its connector's file.
 * @param choice the stage or a running `npm start`, and the region
 * @returns the regions' names, and a function that opens them one by one
 * @throws UserError if there is none, or if the stage cannot be read
 */
export async function stageTargets(choice: Choice): Promise<{ regions: readonly string[]; useTargets: UseTargets }> {
  const pipelines = await findPipelines(choice);
  return {
    regions: pipelines.map(({ region }) => region),
    useTargets: async (use) => {
      for (const chosen of pipelines) {
        await withPipeline(chosen, async ({ outputs, clients, ca, connectorConfig }) => {
          await use({
            ...destinationsOf(connectorConfig, outputs),
            name: `${chosen.stage}, ${chosen.region}`,
            kinesis: clients.kinesis,
            ca,
          });
        });
      }
    },
  };
}

/**
 * What the connector's file says of an API.
 * @param connectorConfig the text of the file
 * @param outputs what the program publishes of the pipeline
 * @returns the URL, the destinations, and the streams that must get nothing else
 * @throws UserError if the file is not complete
 */
export function destinationsOf(
  connectorConfig: string,
  outputs: PipelineOutputs,
): Omit<Target, "name" | "kinesis" | "ca"> {
  const [first, ...otherDestinations] = readConnectorFile(connectorConfig, outputs.endpoint).destinations.map(
    ({ headers }) => ({ headers, stream: readableStreamOf(streamNameOf(headers, outputs), outputs) }),
  );
  if (first === undefined) throw new UserError("The connector's file names no URL.");
  const otherStreams = Object.keys(outputs.streams)
    .map((name) => readableStreamOf(name, outputs))
    .filter((stream) => stream !== first.stream);
  return { ...first, url: outputs.endpoint, otherDestinations, otherStreams };
}

/**
 * The API that is named by its URL. The shell's credentials read its stream.
 * @param target its URL and what else the flags say
 * @returns a function that opens it
 * @throws UsageError if a file cannot be read, or holds no key
 */
export async function urlTargets({
  url,
  keyFile,
  stream,
  region,
  endpoint,
  ca: caFile,
}: UrlTarget): Promise<UseTargets> {
  const { key, ca } = await readAll({ key: () => readKey(keyFile), ca: () => trustedCertificates(caFile, undefined) });
  return async (use) => {
    const clients = awsClients(region, {
      credentials: fromNodeProviderChain(),
      ca,
      ...(endpoint !== undefined && { endpoints: { kinesis: endpoint } }),
    });
    const headers = { "x-api-key": key, streamname: stream };
    try {
      await use({
        name: url,
        url,
        headers,
        kinesis: clients.kinesis,
        stream,
        otherDestinations: [],
        otherStreams: [],
        ca,
      });
    } catch (error) {
      throw explainReading(error, { region, endpoint });
    } finally {
      clients.close();
    }
  };
}

/** Says of a call to Kinesis that failed what to look at; any other error stays as it is. */
function explainReading(error: unknown, { region, endpoint }: Pick<UrlTarget, "region" | "endpoint">): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const { name, message, code } = error as NodeJS.ErrnoException;
  const network = describeNetworkError(error);
  const at = endpoint ?? `AWS in ${region}`;
  if (network !== undefined) {
    return new UserError(`Kinesis at ${at}: ${network}. Look at the network, and at --endpoint and --region.`, {
      cause: error,
    });
  }
  // The client could not read the answer at all.
  if (error instanceof SyntaxError) {
    return new UserError(`What answers at ${at} is not Kinesis: it sends no JSON. Look at --endpoint.`, {
      cause: error,
    });
  }
  const isOfAws = "$metadata" in error || code !== undefined || /Credentials|Token/.test(name);
  if (!isOfAws) return error;
  return new UserError(
    `${name === "Error" ? String(code) : name}: ${message || String(code)}. The shell's credentials read the stream in ` +
      `${region}. Look at them, and at --stream, --region and --endpoint.`,
    { cause: error },
  );
}

/** What AWS takes as an API key, and what a header can hold. */
const KEY = /^[\x21-\x7e]{20,128}$/;

/**
 * Reads the API key.
 * @param file of `--key-file`
 * @returns the key
 * @throws UsageError if the file cannot be read, or holds anything else; it quotes nothing of the file
 */
export function readKey(file: string): string {
  const key = readTextFile("--key-file", file).trim();
  if (KEY.test(key)) return key;
  const lines = key.split(/\r\n|[\r\n]/).length;
  const other = /[^\x21-\x7e]/.test(key) ? ", of which some are no letters, digits or signs of ASCII" : "";
  const found = lines > 1 ? `${lines} lines` : `${key.length} characters${other}`;
  throw new UsageError(
    `--key-file: expected one line with the API key, 20 to 128 characters and nothing else, got ${file} with ${found}.`,
  );
}
