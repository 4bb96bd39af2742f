import * as iam from "@pulumi/aws/iam";

import { mine } from "../build/mine";
import { describedApi, integrationOf } from "../build/openapi";
import type { Attack } from "../harness/attack";
import { DEEP, GOOD } from "./templates-and-patterns";

/** Policies and bodies that nobody can read to their end. */
export const documents: readonly Attack[] = [
  mine({
    name: "crash-policy-deep",
    kind: "crash",
    breaks: "a policy of thirty thousand lists within each other",
    expect: "a policy that cannot be read is a finding, and the run goes on",
    changes: {
      "access-role": { props: { assumeRolePolicy: `{"Statement":${"[".repeat(30_000)}${"]".repeat(30_000)}}` } },
    },
  }),
  mine({
    name: "crash-policy-text",
    kind: "crash",
    breaks: "a trust that is no JSON",
    expect: "a policy that cannot be read is a finding, and the run goes on",
    changes: { "access-role": { props: { assumeRolePolicy: "{'Statement': []}" } } },
  }),
  mine({
    name: "crash-policy-odd",
    kind: "crash",
    breaks: "a trust of odd values lets in everybody",
    expect: "odd values are read as AWS reads them, or found",
    add: (b) =>
      new iam.Role(`${b.name}-role`, {
        assumeRolePolicy:
          '{"Statement": [null, 7, "x", {"Effect": "Allow", "Principal": {"AWS": ["*", null, {}]}, "Action": ["sts:AssumeRole", 3]}]}',
        tags: b.tags,
      }),
  }),
  mine({
    name: "crash-body-deep",
    kind: "crash",
    breaks: "a body of thirty thousand objects within each other hides a method without a key",
    expect: "a body that cannot be read is a finding, and the run goes on",
    add: (b) => {
      describedApi(b, {
        write: (o) =>
          JSON.stringify(o)
            .replace(/\}$/, `,"x-deep":${'{"a":'.repeat(30_000)}1${"}".repeat(30_000)}}`)
            .replace('"security"', '"x-security"'),
      });
    },
  }),
  mine({
    name: "crash-body-circle",
    kind: "crash",
    breaks: "a body whose references go round in a circle",
    expect: "a body that cannot be read is a finding, and the run goes on",
    add: (b) => {
      describedApi(b, {
        change: (o) => {
          o.paths["/open"] = { $ref: "#/paths/~1other" };
          o.paths["/other"] = { $ref: "#/paths/~1open" };
        },
      });
    },
  }),
  mine({
    name: "crash-body-bomb",
    kind: "crash",
    breaks: "a body in YAML that is a billion times as long once it is read",
    expect: "a body that cannot be read is a finding, and the run goes on",
    add: (b) => {
      describedApi(b, {
        write: () =>
          `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array.from({ length: 9 }, () => `*a${at}`).join(", ")}]`).join("\n")}\n`,
      });
    },
  }),
  mine({
    name: "crash-body-template",
    kind: "crash",
    breaks: "a template that cannot be read, in a body",
    expect: "a template that cannot be read is a finding, and the run goes on",
    add: (b) => {
      describedApi(b, {
        change: (o) => {
          integrationOf(o).requestTemplates["application/json"] =
            `#set($x = ${"(".repeat(DEEP)}1${")".repeat(DEEP)})${GOOD}`;
        },
      });
    },
  }),
];
