import { z } from "zod";

import { type JsonForm, listOf, setting } from "./forms";
import { isRegionName, MAX_REGION_NAME, REGION_NAME, regionNameOf } from "./regions";
import { isMap, valueAt } from "./value";

/** Settings of a stage that can differ by region. The others name the stage, or are one thing for all its regions. */
export const SECTIONS: readonly string[] = ["streams", "api", "connector", "secret", "observability", "protect"];

/** Settings inside those sections that belong to the whole stage, and why. */
export const OF_THE_STAGE: readonly (readonly [path: readonly string[], why: string])[] = [
  [["connector", "regions"], "it says how connectors use all regions"],
  [["observability", "dashboard"], "a stage has one dashboard"],
  [["observability", "logKmsKeyArns"], "it lists an ARN for each region"],
  [["observability", "alarms", "topicArns"], "it lists an ARN for each region"],
];

type Values = Readonly<Record<string, unknown>>;

/** A region as a stage's file gives it: its name, or its name with the settings that differ there. */
export type RegionEntry = string | (Values & { readonly name: string });

const regionsOf = <Entry extends z.ZodType>(entry: Entry) =>
  listOf(
    entry,
    {
      list: "a list of AWS regions",
      nonEmpty: "at least one AWS region",
      different: "regions that differ from each other",
    },
    regionNameOf,
  );

const A_REGION = "an AWS region such as ap-south-1";
const NAME_FORM: JsonForm = { type: "string", pattern: REGION_NAME.source, maxLength: MAX_REGION_NAME };

/** Editors get the sections of the map from the settings' own schema (config/region-form.ts). */
const ENTRY_FORM: JsonForm = { anyOf: [NAME_FORM, { type: "object", required: ["name"] }] };

/** A list of regions that are names alone. */
export const regionNamesSchema = regionsOf(setting<string>(A_REGION, isRegionName, NAME_FORM));

/** The setting `regions`. Values of settings that differ are checked later, together with those of the stage. */
export const regionsSchema = regionsOf(
  z
    .custom<RegionEntry>()
    .check(({ value, issues }) => {
      const report = (path: string[], message: string) => {
        issues.push({ code: "custom", path, message, input: value });
      };
      if (!isRegionName(regionNameOf(value))) report(isMap(value) ? ["name"] : [], A_REGION);
      if (!isMap(value)) return;
      const keys = Object.keys(value).filter((key) => key !== "name" && !SECTIONS.includes(key));
      const message = `one of the keys name, ${SECTIONS.join(", ")}`;
      if (keys.length > 0) issues.push({ code: "unrecognized_keys", keys, path: [], message, input: value });
      for (const [path, why] of OF_THE_STAGE) {
        if (valueAt(value, path) !== undefined) report([...path], `it beside regions, for the whole stage: ${why}`);
      }
    })
    .meta({ ...ENTRY_FORM, description: `${A_REGION}, or a map with its name and what differs there` }),
);

/** One region of a stage as it was read, with what differs there. */
export interface RawRegion {
  /** Where it stands in the list. */
  readonly index: number;
  readonly name: string;
  /** Empty for a plain name. */
  readonly overrides: Values;
}

/**
 * Reads the list of regions, also one with mistakes.
 * @param regions the setting `regions` as it was read
 * @returns the entries that have a region's name, in their order; none if it is no list
 */
export function rawRegions(regions: unknown): readonly RawRegion[] {
  if (!Array.isArray(regions)) return [];
  return regions.flatMap((entry: unknown, index) => {
    const name = regionNameOf(entry);
    const overrides = Object.entries(isMap(entry) ? entry : {}).filter(([key]) => SECTIONS.includes(key));
    return isRegionName(name) ? [{ index, name, overrides: Object.fromEntries(overrides) }] : [];
  });
}

/**
 * Puts what differs in a region into the settings of its stage. Maps are joined key by key; any other value, also a list,
 * takes the place of the stage's.
 * @param stage the value of the stage
 * @param override the value of the region; undefined: the stage's stays
 * @returns the value that holds in the region
 */
export function mergeOverrides(stage: unknown, override: unknown): unknown {
  if (override === undefined) return stage;
  if (!isMap(override)) return override;
  const base: Values = isMap(stage) ? stage : {};
  const keys = [...new Set([...Object.keys(base), ...Object.keys(override)])];
  return Object.fromEntries(keys.map((key) => [key, mergeOverrides(base[key], override[key])]));
}

/**
 * Whether a region gives the value at this path itself, so that what is wrong with it is the region's problem.
 * @param overrides of the region
 * @param path of an issue in the joined settings
 * @returns true also for a path inside a list of the region, and for a map of the region that lacks something
 */
export function isOverridden(overrides: Values, path: readonly PropertyKey[]): boolean {
  let node: unknown = overrides;
  for (const step of path) {
    if (!isMap(node)) return true;
    if (!Object.keys(node).includes(String(step))) return false;
    node = node[step as string];
  }
  return true;
}

/**
 * Problems of settings that a region changed, where they stand in the file.
 * @param index the region's place in the list
 * @param problems as `key: expected ..., got ...`, of the joined settings
 * @returns as `regions[index].key: expected ..., got ...`
 */
export const atRegion = (index: number, problems: readonly string[]): string[] =>
  problems.map((problem) => `regions[${index}].${problem}`);
