import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { findStages } from "@aerospike-kinesis/pulumi-engine";
import Ajv from "ajv";
import { format, resolveConfig } from "prettier";
import { parse } from "yaml";
import { z } from "zod";

import { settingsSchema } from "../../config/schema";
import { jsonSchemaOf, stageFileSchema } from "../../config/stage-file-schema";
import { streamSchema } from "../../config/stream-schema";
import { PROJECT, STAGES } from "../support/program";
import { GIVEN, put, settingsToTry } from "../support/settings-values";

const FILE = join(PROJECT, "config", "stage-file.schema.json");
const NAMESPACE = "aerospike-kinesis";
const TRIED = settingsToTry(settingsSchema, GIVEN);
/** Each setting by itself, as `streams[].name` too. */
const PATHS = [
  ...TRIED.map(({ path }) => path.split(".")),
  ...Object.keys(streamSchema.shape).map((key) => ["streams", "0", key]),
];

const validate = new Ajv({ allErrors: true, strict: false }).compile(stageFileSchema(NAMESPACE));
const problemsOf = (file: unknown): string[] => {
  validate(file);
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== "if")
    .map(({ instancePath, message, params }) => `${instancePath} ${String(message)} ${JSON.stringify(params)}`);
};

const named = (settings: Readonly<Record<string, unknown>>) => ({
  config: Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${NAMESPACE}:${key}`, value])),
});

/** A stage with this value at a place, and nothing else that could be wrong. */
function settingsWith(path: readonly string[], value: unknown): Record<string, unknown> {
  const settings: Record<string, unknown> = { service: "orders", regions: ["eu-west-1"] };
  if (path[0] === "streams" && path.length > 1) settings.streams = [{}];
  put(settings, path, value);
  return settings;
}

describe("the JSON schema of Pulumi.<stage>.yaml", () => {
  it("is written in config/stage-file.schema.json as the settings' own schema says", async () => {
    const json = JSON.stringify(stageFileSchema(NAMESPACE));
    const text = await format(json, { ...(await resolveConfig(FILE)), parser: "json" });
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(FILE, text);
    assert.equal(
      readFileSync(FILE, "utf8"),
      text,
      "config/stage-file.schema.json is out of date: run this test with UPDATE_GOLDEN=1, and review the file",
    );
  });

  it("names a setting that has no form for editors", () => {
    const shape = { ...settingsSchema.shape, deep: z.strictObject({ lists: z.array(z.custom<string>()) }) };
    assert.throws(() => jsonSchemaOf(z.strictObject(shape)), /config\/: deep\.lists\[\]: editors cannot check/);
    assert.throws(() => jsonSchemaOf(z.strictObject({ odd: z.any().default(3) })), /config\/: odd: editors/);
  });

  for (const directory of [PROJECT, STAGES]) {
    it(`is named in every stage's file of ${relative(PROJECT, directory) || "the project"}, and accepts it`, async () => {
      const stages = await findStages(PROJECT, directory);
      assert.ok(stages.names.length >= 2);
      for (const stage of stages.names) {
        const file = join(directory, `Pulumi.${stage}.yaml`);
        const text = readFileSync(file, "utf8");
        const [, schema] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text) ?? [];
        assert.equal(resolve(dirname(file), schema ?? ""), FILE, `${file} names the schema in its first line`);
        assert.deepEqual(problemsOf(parse(text)), [], file);
      }
    });
  }

  for (const { path, values } of TRIED) {
    it(`accepts every value that the settings accept: ${path}`, () => {
      for (const value of values) {
        const settings = JSON.parse(JSON.stringify(settingsWith(path.split("."), value))) as Record<string, unknown>;
        assert.deepEqual(problemsOf(named(settings)), []);
        assert.deepEqual(problemsOf({ config: settings }), [], "without the namespace");
      }
    });
  }

  const numbers = [
    -2, -1, 0, 0.5, 1, 6, 7, 23, 24, 30, 31, 49, 50, 1e3, 1023, 1024, 1440, 1441, 8760, 8761, 9998, 9999,
  ];
  const texts = ["", "a", "A", "ping", "..", "none", "json", "aws:x", "eu-west-1", "é", " ", "x".repeat(401), "guide"];
  const others = [
    true,
    [],
    {},
    [1],
    ["a"],
    [""],
    [[]],
    { a: 1 },
    { a: "b" },
    { service: "x" },
    { "aws:a": "b" },
    [0, 70_000],
  ];
  const pool = [...numbers, 10_000, 10_240, 10_241, 65_535, 65_536, 1e6, 1e6 + 1, ...texts, ...others];
  for (const path of PATHS) {
    it(`says of a value by itself what the program says: ${path.join(".")}`, () => {
      let refused = 0;
      for (const value of pool) {
        const settings = settingsWith(path, value);
        const place = path.map((step) => (step === "0" ? 0 : step));
        const isWrong = (settingsSchema.safeParse(settings).error?.issues ?? []).some((issue) =>
          place.every((step, index) => issue.path[index] === step || issue.path.length <= index),
        );
        const problems = problemsOf(named(settings));
        assert.equal(problems.length > 0, isWrong, `${JSON.stringify(value)}: ${problems.join("; ")}`);
        if (isWrong) refused += 1;
      }
      assert.ok(refused > 20, `refused ${refused} of ${pool.length}`);
    });
  }

  for (const path of PATHS) {
    it(`refuses a misspelt key: ${path.join(".")}`, () => {
      const misspelt = [...path.slice(0, -1), `${path.at(-1)!}s`];
      const settings = { [path[0]!]: undefined, ...settingsWith(misspelt, 1) };
      const problems = problemsOf(named(settings)).join("\n");
      assert.match(problems, /must NOT have additional properties/);
      assert.match(problems, new RegExp(`"(${NAMESPACE}:)?${misspelt.at(-1)!}"`));
    });
  }

  it("says of a region's own settings what it says of the stage's, but for those of the whole stage", () => {
    const problems = (entry: unknown) => problemsOf(named({ service: "orders", regions: ["ap-south-1", entry] }));
    const api = { throttle: { burst: 7 } };
    assert.deepEqual(problems({ name: "eu-west-1", api, streams: [{ existing: true }], protect: false }), []);
    assert.match(problems({ name: "eu-west-1", api: { throttle: { burst: 0 } } }).join(), /burst must be >= 1/);
    assert.match(problems({ name: "Ireland" }).join(), /must match pattern/);
    assert.match(problems({ api }).join(), /must have required property 'name'/);
    for (const wrong of [{ tags: {} }, { connector: { regions: "every" } }, { observability: { dashboard: true } }]) {
      assert.match(problems({ name: "eu-west-1", ...wrong }).join(), /must NOT have additional properties/);
    }
  });

  it("refuses a misspelt section of the file", () => {
    assert.match(problemsOf({ confgi: {} }).join(), /additional properties \{"additionalProperty":"confgi"\}/);
  });

  it("allows encrypted values at any depth, other namespaces, and what Pulumi itself writes", () => {
    const secure = { secure: "AAABAJ0ja8" };
    const file = {
      environment: ["orders"],
      secretsprovider: "awskms://alias/pulumi",
      encryptedkey: "AQICAHg",
      encryptionsalt: "v1:uY4Dkf:v1:btyr7",
      config: {
        "aws:region": "eu-west-1",
        "aws:secretKey": secure,
        "pulumi:autonaming": { mode: "default" },
        "other:regions": 7,
        ...named({
          service: secure,
          tags: { team: secure },
          regions: [secure],
          streams: [{ name: secure }, secure],
          connector: { format: { schema: secure }, service: { port: [secure] } },
          observability: secure,
          protect: "false",
          api: '{"path": "orders"}',
          secret: null,
        }).config,
      },
    };
    assert.deepEqual(problemsOf(file), []);
    assert.deepEqual(problemsOf({ config: null }), []);
    assert.match(problemsOf(named({ tags: { team: { secure: 5 } } })).join(), /must be string/);
  });
});
