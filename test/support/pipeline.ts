import type { KinesisCall, KinesisLayer, LocalAws, LocalAwsOptions } from "@aerospike-kinesis/local-aws";
import type { Workspace, WorkspaceOptions } from "@aerospike-kinesis/pulumi-engine";
import { Agent, request } from "undici";
import { parse } from "yaml";

import { awsClients } from "../../commands/shared/clients";
import type { ChosenPipeline } from "../../commands/shared/find-pipelines";
import type { Pipelines } from "../../commands/shared/pipeline-outputs";
import { positionIn, readRecord, type StoredRecord } from "../../commands/shared/records";
import { streamNameOf } from "../../commands/shared/stream-name";
import { openProgram } from "./program";

export interface Post {
  /** Instead of the connector's own headers; `undefined` leaves one out, several values are sent one by one. */
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  /** With its question mark. */
  readonly query?: string;
  /** @defaultValue a small JSON object; none for a GET or HEAD */
  readonly body?: string | Buffer;
  readonly method?: "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT";
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Answers a call in the place of Kinesis, which it can hand the call on to. */
export type Replacement = (call: Parameters<KinesisCall>[0], kinesis: KinesisCall) => ReturnType<KinesisCall>;

/** Stage dev as the real engine deployed it, on a local AWS with the memory store. */
export interface TestPipeline {
  readonly stream: string;
  /** Sends what the connector would, changed as `post` says. */
  readonly send: (post?: Post) => Promise<Answer>;
  /** The record that an answer names. */
  readonly stored: (answer: Answer) => Promise<StoredRecord | undefined>;
  /** How often Kinesis stored a record since the start. */
  readonly puts: () => number;
  /** Answers the next PutRecord calls in the place of Kinesis; undefined hands them on again. */
  readonly replaceKinesis: (answer: Replacement | undefined) => void;
  readonly aws: LocalAws;
  /** Deletes the integration's role, by hand and not with Pulumi. */
  readonly deleteRole: () => Promise<void>;
  /** The sum of a metric of the last hour, in the pipeline's region. */
  readonly sumOf: (namespace: string, name: string, dimensions: Readonly<Record<string, string>>) => number;
  /** The pipeline as commands find it, and the alarms of its account. */
  readonly chosen: ChosenPipeline;
  readonly alarms: LocalAws["cloudWatch"]["alarms"];
  /** For another `up` of stage dev. */
  readonly workspace: Workspace;
  readonly close: () => Promise<void>;
}

/**
 * @param options settings in the place of stage dev's, and a program in the place of ours
 * @param awsOptions how the local AWS behaves
 */
export async function openPipeline(
  options: Pick<WorkspaceOptions, "config" | "main"> = {},
  awsOptions: Pick<LocalAwsOptions, "assumptions" | "clock" | "foreignStreams" | "log"> = {},
): Promise<TestPipeline> {
  let replacement: Replacement | undefined;
  let puts = 0;
  const layer: KinesisLayer = (next) => async (call) => {
    if (call.action !== "PutRecord") return next(call);
    const answer = await (replacement === undefined ? next(call) : replacement(call, next));
    if (replacement === undefined && answer.status === 200) puts += 1;
    return answer;
  };
  const program = await openProgram(options, { kinesisLayers: [layer], ...awsOptions });
  const { workspace, aws } = program;
  await workspace.init("dev");
  const up = await workspace.up("dev");
  if (up.code !== 0) throw new Error(up.stdout + up.stderr);
  const outputs = (await workspace.outputs("dev", { showSecrets: true })) as {
    pipelines: Pipelines;
    connectorConfig: Record<string, string>;
  };
  const [region, pipeline] = Object.entries(outputs.pipelines)[0]!;
  const own = headersIn(outputs.connectorConfig[region]!);
  const agent = new Agent({ connect: { ca: aws.ca } });
  const clients = awsClients(region, aws);
  const stream = streamNameOf(own, pipeline);
  return {
    stream,
    workspace,
    chosen: { stage: "dev", region, outputs: pipeline, local: aws },
    alarms: aws.cloudWatch.alarms,
    aws,
    deleteRole: async () => {
      const { pipelines } = (await workspace.outputs("dev")) as { pipelines: Pipelines };
      const name = pipelines[region]!.roleArn.split("/").at(-1)!;
      aws.roles.get(name).policies.clear();
      aws.roles.remove(name);
    },
    send: async ({ headers = {}, query = "", body, method = "POST" } = {}) => {
      const all: Record<string, string | string[] | undefined> = {
        ...own,
        "aerospike-digest": "partition-1",
        ...headers,
      };
      const answer = await request(pipeline.endpoint + query, {
        dispatcher: agent,
        method,
        headers: Object.fromEntries(
          Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
        ),
        body: body ?? (["GET", "HEAD"].includes(method) ? null : `{"data":"value"}`),
      });
      return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
    },
    sumOf: (namespace, name, dimensions) => {
      const end = Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS;
      const query = { region, namespace, name, dimensions };
      return aws.cloudWatch.metrics.valuesBetween(query, end - HOUR_MS, end).sum;
    },
    stored: async ({ text }) => {
      const place = positionIn(text);
      return place && (await readRecord(clients.kinesis, stream, place));
    },
    puts: () => puts,
    replaceKinesis: (answer) => {
      replacement = answer;
    },
    close: async () => {
      clients.close();
      await agent.close();
      await program.close();
    },
  };
}

const headersIn = (connectorConfig: string): Record<string, string> => {
  const config = parse(connectorConfig) as {
    destinations: Record<string, { headers: { "additional-headers": Record<string, string> } }>;
  };
  return config.destinations["aws-kinesis"]!.headers["additional-headers"];
};
