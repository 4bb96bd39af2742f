import assert from "node:assert/strict";

import type { PolicyPackConfig } from "@pulumi/policy";

import { change, pipeline } from "../support/policy-pipeline";
import { findings, type FoundByResource, summary } from "../support/policy-rule";

/** So that rules judge what they leave alone by default. */
const CONFIGS: readonly PolicyPackConfig[] = ["aws", "customer"].map((key) => ({
  "kinesis-stream-encrypted": { key },
  "secret-encrypted": { key },
  "log-group-encrypted": { key },
  "resource-region-allowed": { regions: ["eu-west-1"] },
  "required-tags": { tags: ["service"] },
}));

/** What rules judge and the pipeline does not set, each with a value of its kind. */
const OTHERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  stream: { shardCount: 4 },
  api: { body: "{}", policy: "{}", binaryMediaTypes: ["a/b"], apiKeySource: "HEADER" },
  stage: { variables: { a: "b" } },
  plan: { quotaSettings: { limit: 5, period: "DAY" } },
  secret: { kmsKeyId: "alias/a", policy: "{}", replicas: [{ region: "eu-west-1" }] },
  "log-group": { kmsKeyId: "arn:a" },
  alarm: { actionsEnabled: true },
  key: { enabled: true },
};

/** Where an empty value is not the same as none. */
const MEANT: Readonly<Record<string, readonly unknown[]>> = {
  // AWS refuses an empty name, and a rule says so.
  name: [""],
  stageName: [""],
  // A secret that is deleted at once, a key and an alarm that are off.
  recoveryWindowInDays: [0],
  enabled: [false],
  actionsEnabled: [false],
  // The provider refuses them.
  retentionPeriod: [0],
};

function emptyOf(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value === "string") return "";
  if (typeof value === "number") return 0;
  if (typeof value === "boolean") return false;
  return typeof value === "object" && value !== null && !("assigned" in value) ? {} : "";
}

/** The dotted paths of a resource's properties, and of what stands in them. */
function pathsIn(inputs: Readonly<Record<string, unknown>>): readonly (readonly [path: string, value: unknown])[] {
  return Object.entries(inputs).flatMap(([key, value]) => {
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value) && !("assigned" in value);
    // The keys of these are no properties of the provider's.
    const inner = isMap && !/tags|templates|parameters|variables|triggers/i.test(key) ? Object.entries(value) : [];
    return [[key, value] as const, ...inner.map(([name, held]) => [`${key}.${name}`, held] as const)];
  });
}

/** What the pack finds in the pipeline with one property changed, which then is made from no other resource. */
async function found(name: string, path: string, value: unknown, config: PolicyPackConfig): Promise<FoundByResource> {
  const stack = change(name, { [path]: value }).map((fixture) =>
    fixture.name === name ? { ...fixture, edges: { ...fixture.edges, [path]: [] } } : fixture,
  );
  const all = await findings(stack, config);
  return summary(all.map((one) => ({ ...one, message: one.message.replaceAll("is false", "is not set") })));
}

describe("what the provider takes for not set", function () {
  this.timeout(60_000);

  for (const { name, inputs } of pipeline) {
    const paths = [...pathsIn(inputs), ...Object.entries(OTHERS[name] ?? {})];
    it(`is not set for any rule, in ${name}`, async () => {
      for (const [path, value] of paths) {
        for (const config of CONFIGS.slice(path === "kmsKeyId" ? 0 : 1)) {
          const absent = await found(name, path, undefined, config);
          for (const empty of [null, emptyOf(value)]) {
            if (MEANT[path]?.includes(empty)) continue;
            assert.deepEqual(await found(name, path, empty, config), absent, `${path}: ${JSON.stringify(empty)}`);
          }
        }
      }
    });
  }
});
