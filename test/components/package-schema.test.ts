import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { format, resolveConfig } from "prettier";
import type { z } from "zod";

import { inArgumentWords } from "../../config/component-arguments";
import { settingsSchema } from "../../config/schema";
import { jsonSchemaOf } from "../../config/stage-file-schema";
import { PROJECT } from "../support/program";

type Json = z.core.JSONSchema.BaseSchema;

/** A property in a Pulumi package's schema. */
interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly description?: string;
  readonly optional?: boolean;
  readonly plain?: boolean;
  readonly items?: Property;
  readonly additionalProperties?: Property;
}

/** What Pulumi's analyzer finds in the types. */
interface Analyzed {
  readonly components: Readonly<
    Record<string, { readonly inputs: Record<string, Property>; readonly outputs: Record<string, Property> }>
  >;
  readonly typeDefinitions: Readonly<Record<string, { readonly properties: Record<string, Property> }>>;
}

const DIRECTORY = join(PROJECT, "components");
const PACKAGE = "aerospike-ingest";

interface Manifest {
  readonly version: string;
  readonly description: string;
}

const MANIFEST = JSON.parse(readFileSync(join(DIRECTORY, "package.json"), "utf8")) as Manifest;

/** Pulumi has no public door to what its SDK does at the start of a component package. */
const sdk = createRequire(__filename);

/** What Pulumi finds in the types of the component. */
function analyze(): Analyzed {
  const { Analyzer } = sdk("@pulumi/pulumi/provider/experimental/analyzer") as {
    Analyzer: new (...args: readonly unknown[]) => { analyze: () => Analyzed };
  };
  return new Analyzer(DIRECTORY, PACKAGE, MANIFEST, new Set(["AerospikeIngest"])).analyze();
}

/** The schema that Pulumi makes of it. */
function schemaFrom({ components, typeDefinitions }: Analyzed): unknown {
  const { generateSchema } = sdk("@pulumi/pulumi/provider/experimental/schema") as {
    generateSchema: (...args: readonly unknown[]) => unknown;
  };
  return generateSchema(PACKAGE, MANIFEST.version, MANIFEST.description, components, typeDefinitions, []);
}

describe("the schema of the component package", function () {
  this.timeout(60_000);
  let schema: Analyzed;
  before(() => {
    schema = analyze();
  });

  it("is written in components/schema.json as Pulumi infers it from the types", async () => {
    const file = join(DIRECTORY, "schema.json");
    const json = JSON.stringify(schemaFrom(schema));
    const text = await format(json, { ...(await resolveConfig(file)), parser: "json" });
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, text);
    assert.equal(
      readFileSync(file, "utf8"),
      text,
      "components/schema.json is out of date: run this test with UPDATE_GOLDEN=1, and review the file",
    );
  });

  const membersOf = ({ $ref = "" }: Property): Record<string, Property> | undefined =>
    schema.typeDefinitions[$ref.replace(`#/types/${PACKAGE}:index:`, "")]?.properties;

  /** What differs between the arguments and the settings. */
  function differences(json: Json, property: Property | undefined, path: string): string[] {
    const where = `components/arguments.ts: ${path}`;
    if (property === undefined) return [`${where} is missing: add the argument for the setting`];
    if ((json.anyOf as readonly Json[] | undefined)?.some(({ type }) => type === "array" || type === "object")) {
      return property.$ref === "pulumi.json#/Any" ? [] : [`${where} has several forms and must be any`];
    }
    const problems: string[] = [];
    if (property.plain !== true) problems.push(`${where} is no plain value`);
    const { properties, items } = json;
    if (properties !== undefined) {
      const members = membersOf(property);
      if (members === undefined) return [...problems, `${where} is no interface, and the setting is a map of keys`];
      return [...problems, ...memberDifferences(properties as Record<string, Json>, members, path)];
    }
    if (items !== undefined) return [...problems, ...differences(items as Json, property.items, `${path}[]`)];
    return problems;
  }

  function memberDifferences(
    settings: Readonly<Record<string, Json>>,
    members: Readonly<Record<string, Property>>,
    path: string,
  ): string[] {
    const names = Object.keys(settings).map(inArgumentWords);
    return [
      ...Object.entries(settings).flatMap(([key, json]) =>
        differences(json, members[inArgumentWords(key)], [path, inArgumentWords(key)].filter(Boolean).join(".")),
      ),
      ...Object.entries(members).flatMap(([name, { description = "", optional }]) => [
        ...(names.includes(name) ? [] : [`components/arguments.ts: ${path}.${name} is no setting`]),
        ...(description.length > 3 ? [] : [`components/arguments.ts: ${path}.${name} has no description`]),
        ...(optional === true || (path === "" && ["service", "regions"].includes(name))
          ? []
          : [`components/arguments.ts: ${path}.${name} has a default and must be optional`]),
      ]),
    ];
  }

  it("has an argument for every setting, and no other", () => {
    const settings = jsonSchemaOf(settingsSchema).properties as Record<string, Json>;
    assert.deepEqual(memberDifferences(settings, schema.components.AerospikeIngest!.inputs, ""), []);
  });

  it("says what is wrong if one is forgotten", () => {
    const settings = { ...jsonSchemaOf(settingsSchema).properties, more: { type: "string" } } as Record<string, Json>;
    assert.deepEqual(memberDifferences(settings, schema.components.AerospikeIngest!.inputs, ""), [
      "components/arguments.ts: more is missing: add the argument for the setting",
    ]);
  });

  it("describes the outputs", () => {
    const { outputs } = schema.components.AerospikeIngest!;
    assert.deepEqual(Object.keys(outputs).sort(), ["connectorConfig", "pipelines"]);
    const region = membersOf(outputs.pipelines!.additionalProperties!)!;
    for (const [name, { description }] of Object.entries({ ...outputs, ...region })) assert.ok(description, name);
  });
});
