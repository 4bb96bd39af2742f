import { type HttpsServer, type Received, startHttpsServer } from "@aerospike-kinesis/test-support";
import { Agent, request } from "undici";

import type { Destination, Target } from "../../commands/conformance/target";
import { awsClients } from "../../commands/shared/clients";
import { readConnectorFile } from "../../commands/shared/connector-file";
import { withPipeline } from "../../commands/shared/open-pipeline";
import { streamNameOf } from "../../commands/shared/stream-name";
import { readableStreamOf } from "../../commands/shared/stream-reference";
import { openPipeline, type TestPipeline } from "./pipeline";

/** What a proxy got, and what it may send on instead. */
export interface Forwarded {
  readonly method: string;
  readonly path: string;
  /** As they were sent, in their order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface ProxyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** What a proxy does with a request. `forward` sends it, or what replaces it, to the API. */
export type Rule = (
  request: Forwarded,
  forward: (replacement?: Partial<Forwarded>) => Promise<ProxyAnswer>,
) => Promise<ProxyAnswer>;

/** Stage dev with two streams, as the suite finds it. */
export interface ConformanceStage {
  readonly pipeline: TestPipeline;
  readonly target: Target;
  /** The same API behind a proxy. Close what it returns. */
  readonly behind: (rule: Rule) => Promise<{ readonly target: Target; readonly close: () => Promise<void> }>;
  readonly close: () => Promise<void>;
}

/**
 * Deploys it, on a local AWS with the memory store.
 * @param settings beside and in the place of stage dev's
 * @param awsOptions how the local AWS behaves
 */
export async function openConformanceStage(
  settings: Readonly<Record<string, unknown>> = {},
  awsOptions: Parameters<typeof openPipeline>[1] = {},
): Promise<ConformanceStage> {
  const streams = [
    { name: "my_kinesis_stream", default: true },
    { name: "other", namespaces: ["other"] },
  ];
  const pipeline = await openPipeline({ config: { streams, ...settings } }, awsOptions);
  const { chosen } = pipeline;
  if (!("local" in chosen)) throw new Error("the pipeline is not on a local AWS");
  const { local, region, outputs } = chosen;
  const clients = awsClients(region, local);
  const file = await withPipeline(chosen, ({ connectorConfig }) =>
    Promise.resolve(readConnectorFile(connectorConfig, outputs.endpoint)),
  );
  const [{ headers, stream }, ...others] = file.destinations.map((destination) => ({
    headers: destination.headers,
    stream: readableStreamOf(streamNameOf(destination.headers, outputs), outputs),
  })) as [Destination, ...Destination[]];
  const url = outputs.endpoint;
  const target: Target = {
    name: "dev",
    url,
    headers,
    kinesis: clients.kinesis,
    stream,
    otherDestinations: others,
    otherStreams: Object.keys(outputs.streams)
      .map((name) => readableStreamOf(name, outputs))
      .filter((name) => name !== stream),
    ca: local.ca,
  };
  return {
    pipeline,
    target,
    behind: async (rule) => {
      const agent = new Agent({ connect: { ca: local.ca } });
      const proxy: HttpsServer = await startHttpsServer((received) => void answer(received, rule, agent, url));
      return {
        target: { ...target, url: proxy.origin + new URL(url).pathname, ca: proxy.ca },
        close: async () => {
          await proxy.close();
          await agent.destroy();
        },
      };
    },
    close: async () => {
      clients.close();
      await pipeline.close();
    },
  };
}

const HOP_BY_HOP = ["host", "connection", "content-length", "transfer-encoding", "keep-alive"];

async function answer({ response, ...received }: Received, rule: Rule, agent: Agent, url: string): Promise<void> {
  const headers = received.rawHeaders.filter(
    ([name]) => !name.startsWith(":") && !HOP_BY_HOP.includes(name.toLowerCase()),
  );
  const { method, path, body } = received;
  try {
    const result = await rule({ method, path, headers, body }, async (replacement = {}) => {
      const sent = { method, path, headers, body, ...replacement };
      const isBodiless = sent.method === "GET" || sent.method === "HEAD";
      const got = await request(new URL(url).origin + sent.path, {
        dispatcher: agent,
        method: sent.method as "POST",
        headers: sent.headers.flat(),
        body: isBodiless ? null : sent.body,
      });
      return { status: got.statusCode, headers: got.headers, text: await got.body.text() };
    });
    const kept = Object.entries(result.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
    response.writeHead(result.status, Object.fromEntries(kept)).end(method === "HEAD" ? undefined : result.text);
  } catch {
    response.destroy();
  }
}
