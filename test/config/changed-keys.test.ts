import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { changedKeyProblems } from "../../config/changed-keys";
import { settingsInFiles } from "../../config/settings-files";

/** What is found in these files, where Pulumi hands over `given`. */
const problemsIn = (files: Readonly<Record<string, string>>, given: Readonly<Record<string, unknown>>) =>
  inTemporaryDirectory(async (directory) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(directory, name)), { recursive: true });
      await writeFile(join(directory, name), text);
    }
    const json = Object.entries(given).map(([key, value]) => [key, JSON.stringify(value)]);
    return changedKeyProblems(
      "cdc",
      settingsInFiles(directory, "dev"),
      Object.fromEntries(json) as Record<string, string>,
    );
  });

const quotes = (key: string, found: string) =>
  `${key}: expected a key in quotes, because Pulumi changes one without (0123 becomes 83), got ${found} without quotes`;

const PROJECT = "name: cdc\nruntime: nodejs\n";

describe("a key without quotes", () => {
  it("is named at every depth where Pulumi changed it, as the real CLI does", async () => {
    const stage = `config:
  cdc:tags: { 0123: x, 0x1F: x, 1_000: x, .5: x, +5: x, TRUE: x, ~: x, .inf: x, 2026-01-01: x, 5: x, yes: x, 12:30: x }
  regions: [a, { name: b, streams: [{ sets: { 010: [s] } }] }]
  aws:defaultTags: { tags: { 1.50: x } }
`;
    const tags = [
      "83",
      "31",
      "1000",
      "0.5",
      "true",
      "<nil>",
      "+Inf",
      "2026-01-01 00:00:00 +0000 UTC",
      "5",
      "yes",
      "12:30",
    ];
    const found = await problemsIn(
      { "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": stage },
      {
        "cdc:tags": Object.fromEntries(tags.map((tag) => [tag, "x"])),
        "cdc:regions": ["a", { name: "b", streams: [{ sets: { 8: ["s"] } }] }],
        "aws:defaultTags": { tags: { "1.5": "x" } },
      },
    );
    assert.deepEqual(
      new Set(found),
      new Set([
        ...["0123", "0x1F", "1_000", ".5", "+5", "TRUE", "~", ".inf", "2026-01-01"].map((key) =>
          quotes(`tags.${key}`, key),
        ),
        quotes("regions[1].streams[0].sets.010", "010"),
        quotes("aws:defaultTags.tags.1.50", "1.50"),
      ]),
    );
  });

  it("is looked for where Pulumi finds the stage's file, and in the project's", async () => {
    const given = { "cdc:tags": { 83: "x" } };
    const tags = "{ 0123: x }";
    const problem = [quotes("tags.0123", "0123")];
    const files: Record<string, Record<string, string>> = {
      "another directory": {
        "Pulumi.yaml": `${PROJECT}stackConfigDir: stages\n`,
        "stages/Pulumi.dev.yaml": `config: { tags: ${tags} }`,
      },
      "its old name": {
        "Pulumi.yaml": `${PROJECT}config: stages\n`,
        "stages/Pulumi.dev.yaml": `config: { tags: ${tags} }`,
      },
      "another ending": { "Pulumi.yml": PROJECT, "Pulumi.dev.yml": `config: { tags: ${tags} }` },
      "a value of the project": { "Pulumi.yaml": `${PROJECT}config: { tags: { value: ${tags} } }` },
      "a default of the project": { "Pulumi.yaml": `${PROJECT}config: { cdc:tags: { default: ${tags} } }` },
    };
    for (const [what, texts] of Object.entries(files)) assert.deepEqual(await problemsIn(texts, given), problem, what);
  });

  it("is not found where Pulumi kept it, hides it, or reads another file", async () => {
    const stages: Record<string, [text: string, given: Record<string, unknown>]> = {
      quotes: [`tags: { "0123": x, 'true': y }`, { "cdc:tags": { "0123": "x", true: "y" } }],
      "a merged map": [`tags: { <<: { 0123: x }, a: y }`, { "cdc:tags": { "0123": "x", a: "y" } }],
      "an encrypted value": ["tags: { secure: v1:x }", { "cdc:tags": { 83: "x" } }],
      "JSON in a text": [`tags: '{"0123":"x"}'`, { "cdc:tags": { "0123": "x" } }],
      "other settings": ["tags: { team: x }", { "cdc:tags": { 83: "x" } }],
      "another package": ["other:tags: { 0123: x }", { "other:tags": { 83: "x" } }],
      "no YAML": ["tags: {", { "cdc:tags": { 83: "x" } }],
    };
    for (const [what, [text, given]] of Object.entries(stages)) {
      const found = await problemsIn({ "Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": `config:\n  ${text}\n` }, given);
      assert.deepEqual(found, [], what);
    }
    assert.deepEqual(await problemsIn({}, { "cdc:tags": { 83: "x" } }), []);
  });
});
