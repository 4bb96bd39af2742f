import { z } from "zod";

import type { JsonForm } from "./forms";
import { withRegionSections } from "./region-form";
import { settingsSchema } from "./schema";
import { isMap } from "./value";

type JsonSchema = z.core.JSONSchema.BaseSchema;

const ALTERNATIVES = ["anyOf", "oneOf", "allOf"] as const;

/** What says nothing about which values are right. */
const WORDS = ["description", "title", "default"];

/** Pulumi writes a secret like this, at any depth. */
const SECURE: JsonForm = {
  type: "object",
  required: ["secure"],
  properties: { secure: { type: "string", description: "an encrypted value: pulumi config set --secret" } },
  additionalProperties: false,
};
const IS_SECURE: JsonForm = { type: "object", required: ["secure"] };

/** `pulumi config set` writes every value as a text, a list or a map as its JSON. By the type of the setting. */
const AS_TEXT: Readonly<Record<string, JsonForm>> = {
  array: { type: "string", pattern: "^\\s*\\[" },
  object: { type: "string", pattern: "^\\s*\\{" },
  boolean: { enum: ["true", "false"] },
};

/**
 * The JSON schema of `Pulumi.<stage>.yaml`, by which editors complete and check it. It is made from the schema of the
 * settings, and says of each setting alone what config/parse.ts says. Relations between settings are left to the
 * program. Other namespaces, encrypted values and what Pulumi itself writes are allowed.
 * @param project the project's name, which is the namespace of its settings
 * @returns a schema of draft 7, which editors know best
 * @throws Error with the settings that have no form for editors
 */
export function stageFileSchema(project: string): JsonSchema {
  const settings = withRegionSections(jsonSchemaOf(settingsSchema).properties as Record<string, JsonSchema>);
  const definitions = Object.entries(settings).map(([key, schema]) => [key, topLevel(schema)] as const);
  const references = definitions.flatMap(([key]) => {
    const reference = { $ref: `#/definitions/${key}` };
    // Pulumi takes a key without a namespace as the project's.
    return [`${project}:${key}`, key].map((name) => [name, reference] as const);
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `Pulumi.<stage>.yaml of ${project}`,
    description:
      "Made from config/schema.ts. UPDATE_GOLDEN=1 with test/config/stage-file-schema.test.ts writes it anew.",
    type: "object",
    properties: {
      config: {
        type: ["object", "null"],
        properties: Object.fromEntries(references),
        patternProperties: { [`^(?!${project}:)[^:]+:`]: true },
        additionalProperties: false,
      },
      environment: { type: ["array", "object"], description: "Pulumi ESC environments" },
      secretsprovider: { type: "string" },
      encryptedkey: { type: "string" },
      encryptionsalt: { type: "string" },
    },
    additionalProperties: false,
    definitions: { secure: SECURE as JsonSchema, ...Object.fromEntries(definitions) },
  };
}

/**
 * The JSON schema of values as people write them: what has a default may be left out.
 * @param schema of settings
 * @returns a schema of draft 7
 * @throws Error with the settings that have no form for editors
 */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const json = z.toJSONSchema(schema, { target: "draft-7", io: "input", unrepresentable: "any" }) as JsonSchema;
  const formless = formlessIn(json, "").map((path) => path.replace(/^\./, ""));
  if (formless.length > 0) {
    throw new Error(
      `config/: ${formless.join(", ")}: editors cannot check this setting. Make its schema with setting() of ` +
        "config/forms.ts, and give the form of its values as JSON schema.",
    );
  }
  return json;
}

/** The values in a schema of which it says nothing, such as `streams[].name`. */
function formlessIn(schema: JsonSchema, path: string): string[] {
  if (Object.keys(schema).every((key) => WORDS.includes(key))) return [path];
  return membersOf(schema).flatMap(([name, member]) => formlessIn(member, path + name));
}

/** The schemas in a schema, each with how people write its place. */
function membersOf(schema: JsonSchema): (readonly [name: string, member: JsonSchema])[] {
  const { properties = {}, items, additionalProperties } = schema;
  return [
    ...Object.entries(properties).map(([key, member]) => [`.${key}`, member as JsonSchema] as const),
    ...(isSchema(items) ? [["[]", items] as const] : []),
    ...(isSchema(additionalProperties) ? [[".*", additionalProperties] as const] : []),
    ...ALTERNATIVES.flatMap((key) => (schema[key] ?? []).map((member) => ["", member] as const)),
  ];
}

const isSchema = (value: unknown): value is JsonSchema => isMap(value);

/** A setting as it stands in the file: also empty, which is its default, and as `pulumi config set` writes it. */
function topLevel(schema: JsonSchema): JsonSchema {
  const text = AS_TEXT[String(schema.type)];
  return {
    if: { anyOf: [{ type: "null" }, ...(text === undefined ? [] : [text])] as JsonSchema[] },
    // An empty schema takes everything.
    then: {},
    else: orSecure(schema),
  };
}

/** The schema, or an encrypted value in its place. */
const orSecure = (schema: JsonSchema): JsonSchema => ({
  // Not anyOf: an editor would then say only that neither of both fits.
  if: IS_SECURE,
  then: { $ref: "#/definitions/secure" },
  else: withSecure(schema),
});

/** The schema, with every value in it possibly encrypted. */
function withSecure(schema: JsonSchema): JsonSchema {
  const { properties, items, additionalProperties } = schema;
  const copy: JsonSchema = { ...schema };
  if (properties !== undefined) {
    const members = Object.entries(properties).map(([key, member]) => [key, orSecure(member as JsonSchema)] as const);
    copy.properties = Object.fromEntries(members);
  }
  if (isSchema(items)) copy.items = orSecure(items);
  if (isSchema(additionalProperties)) copy.additionalProperties = orSecure(additionalProperties);
  for (const key of ALTERNATIVES) {
    if (schema[key] !== undefined) copy[key] = schema[key].map((member) => withSecure(member));
  }
  return copy;
}
