import type { z } from "zod";

import { OF_THE_STAGE, SECTIONS } from "./region-overrides";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON schema of `regions`, in which a map can hold the sections that can differ by region.
 * @param settings the JSON schema of each setting of a stage
 * @returns the same settings, each map in `regions` with the sections' own schemas
 */
export function withRegionSections(settings: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  const { regions = {} } = settings;
  const { items, ...list } = regions as { readonly items?: JsonSchema };
  const [name = {}, map = {}] = (items?.anyOf ?? []) as readonly JsonSchema[];
  const sections = SECTIONS.map((key) => [key, ofOneRegion(settings[key] ?? {}, [key])] as const);
  const properties = { name, ...Object.fromEntries(sections) };
  return {
    ...settings,
    regions: { ...list, items: { ...items, anyOf: [name, { ...map, properties, additionalProperties: false }] } },
  };
}

/** The schema of a section without what belongs to the whole stage. */
function ofOneRegion(schema: JsonSchema, path: readonly string[]): JsonSchema {
  if (schema.properties === undefined) return schema;
  const members = Object.entries(schema.properties).flatMap(([key, member]) => {
    const place = [...path, key];
    const isOfTheStage = OF_THE_STAGE.some(([other]) => other.join() === place.join());
    return isOfTheStage ? [] : [[key, ofOneRegion(member as JsonSchema, place)] as const];
  });
  return { ...schema, properties: Object.fromEntries(members) };
}
