import type { PolicyResource } from "@pulumi/policy";

import { listAt, property } from "./resource";

/** A task of Amazon ECS: its containers are one text of JSON. */
export const ECS_TASK = "aws:ecs/taskDefinition:TaskDefinition";

/**
 * The streams that get what the containers of a task print, by a plugin of Fluent Bit or of Fluentd.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
 * https://docs.fluentbit.io/manual/pipeline/outputs/kinesis
 * https://www.rubydoc.info/gems/fluent-plugin-kinesis
 * @param task A task definition.
 * @returns The streams' names; none of a text that is no JSON.
 * @throws What `valueAt` throws while the text is not known.
 */
export const logStreamsOf = (task: PolicyResource): readonly unknown[] =>
  listAt(task, "containerDefinitions")
    .flatMap(containersIn)
    .map((container) => property(container, "logConfiguration"))
    .filter((log) => property(log, "logDriver") === "awsfirelens")
    .map((log) => withSmallKeys(property(log, "options")))
    .filter((options) => /^kinesis(?:$|_streams)/.test(String(options.get("name") ?? options.get("@type"))))
    .flatMap((options) => options.get("stream") ?? options.get("stream_name") ?? []);

function containersIn(text: unknown): readonly unknown[] {
  if (typeof text !== "string") return [];
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? (read as readonly unknown[]) : [];
  } catch {
    return [];
  }
}

/** Fluent Bit takes its names in any letters. */
const withSmallKeys = (options: unknown): ReadonlyMap<string, unknown> =>
  new Map(
    Object.entries(typeof options === "object" && options !== null ? options : {}).map(([key, value]) => [
      key.toLowerCase(),
      value,
    ]),
  );
