import type { PolicyResource } from "@pulumi/policy";

import { knownTextsOf } from "./resource";
import { knownAt } from "./stack";

/** Connectors of Kafka: the property that is their configuration, and the one that names their class, if that stands elsewhere. */
const CONNECTORS: Readonly<Record<string, readonly [configuration: string, className?: string]>> = {
  "aws:mskconnect/connector:Connector": ["connectorConfiguration"],
  // https://strimzi.io/docs/operators/latest/configuring.html#type-KafkaConnector-reference
  "kubernetes:kafka.strimzi.io/v1:KafkaConnector": ["spec.config", "spec.class"],
  "kubernetes:kafka.strimzi.io/v1beta2:KafkaConnector": ["spec.config", "spec.class"],
};

/** Where connectors that are resources have their configuration, by type. */
export const connectorPaths: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(CONNECTORS).map(([connector, [configuration]]) => [connector, [configuration]]),
);

/**
 * The streams that a connector of Kafka may write to, as its configuration names them: each class of connectors has its own
 * names, such as `streamName` and `camel.sink.path.streamNameOrArn`.
 * @param connector One of {@link connectorPaths}.
 * @returns Names and ARNs; none of a connector that reads from what it names, and writes into Kafka.
 * @see https://github.com/awslabs/kinesis-kafka-connector
 */
export function streamsOfConnector(connector: PolicyResource): readonly string[] {
  const [path = ""] = CONNECTORS[connector.type] ?? [];
  if (isSource(connector)) return [];
  return knownTextsOf(connector, path).flatMap(([key, text]) => (/stream/i.test(key) || isArn(text) ? [text] : []));
}

/**
 * Whether a connector reads from what it names, as its class says.
 * @param connector Any resource.
 * @returns Whether it is a source of Kafka.
 */
export function isSource(connector: PolicyResource): boolean {
  const [path, className] = CONNECTORS[connector.type] ?? [];
  if (path === undefined) return false;
  const named = className === undefined ? undefined : knownAt(connector, className);
  const written = knownTextsOf(connector, path).find(([key]) => key === "connector.class")?.[1];
  return [named, written].some((name) => typeof name === "string" && /source/i.test(name));
}

const isArn = (text: string): boolean => text.startsWith("arn:");
