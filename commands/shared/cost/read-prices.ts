import { readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { setting, settings } from "../../../config/forms";
import { pathOf, SettingsError, show } from "../../../config/problems";
import { isRegionName } from "../../../config/regions";
import { valueAt } from "../../../config/value";
import { UserError } from "../errors";
import { isUsd } from "./money";
import { FALLBACK_REGION, PRICE_NAMES, type Prices, type Tier } from "./prices";
import { type Unit, UNITS } from "./units";

const FILE = "prices.json";
/** The file as a person finds it in the repository. */
const WHERE = `commands/shared/cost/${FILE}`;

/**
 * Reads AWS's public prices in US dollars, without discounts, free tiers and taxes. People correct the file by hand.
 * @param today the present day
 * @param file of the prices. @defaultValue the one beside this module
 * @returns every price
 * @throws UserError with every problem, if the file is not what docs/cost.md says
 */
export function readPrices(today: Date, file = join(__dirname, FILE)): Prices {
  const raw = readJson(file);
  const { data, error } = pricesSchema(today.toISOString().slice(0, "2026-11".length)).safeParse(raw);
  if (data !== undefined) return data;
  throw new UserError(
    new SettingsError(
      WHERE,
      error.issues.flatMap((issue) => describeIssue(issue, raw)),
    ).message,
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(`${WHERE}: expected a file of JSON, got: ${(error as Error).message}`);
  }
}

const nonEmpty = setting<string>("a text that is not empty", (value) => typeof value === "string" && value !== "", {});

const tier = settings({
  usd: setting<string>('US dollars in quotes, with at most nine decimal places, such as "3.50"', isUsd, {}),
  upTo: setting<number>(
    "a whole number above 0",
    (value) => Number.isSafeInteger(value) && Number(value) > 0,
    {},
  ).optional(),
});

const tiers = z.array(tier, "a list of tiers").refine(areInOrder, {
  error: "tiers whose upTo rise; the last tier, and no other, has none",
});

/** @param month the present one, as the file writes it */
const priceSchema = (month: string) =>
  settings({
    tiers,
    read: setting<string>(
      `a month of the form YYYY-MM, at latest ${month}`,
      (value) => typeof value === "string" && /^20\d\d-(0[1-9]|1[0-2])$/.test(value) && value <= month,
      {},
    ),
    source: setting<string>(
      "an address that begins with https://",
      (value) => String(value).startsWith("https://"),
      {},
    ),
    uncertain: nonEmpty.optional(),
  });

function pricesSchema(month: string) {
  const price = priceSchema(month);
  const one = settings({
    name: nonEmpty,
    unit: setting<Unit>(`one of ${Object.keys(UNITS).join(", ")}`, (value) => Object.hasOwn(UNITS, String(value)), {}),
    regions: z
      .record(z.string(), price, "a map with a price for each region")
      .refine((regions) => Object.keys(regions).every(isRegionName), "names of AWS regions")
      .refine((regions) => FALLBACK_REGION in regions, `a price of ${FALLBACK_REGION}, which stands in for others`),
  });
  return settings(Object.fromEntries(PRICE_NAMES.map((name) => [name, one]))) as unknown as z.ZodType<Prices>;
}

function areInOrder(given: readonly Tier[]): boolean {
  const ends = given.map(({ upTo }) => upTo ?? Infinity);
  return ends.at(-1) === Infinity && ends.every((end, index) => index === 0 || end > (ends[index - 1] ?? Infinity));
}

function describeIssue(issue: z.core.$ZodIssue, raw: unknown): string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `${pathOf([...issue.path, key])}: expected ${issue.message}, got an unknown key`);
  }
  const found = valueAt(raw, issue.path);
  const words = typeof found === "object" && found !== null ? describeMembers(found) : show(found);
  const path = pathOf(issue.path);
  return [`${path === "" ? "" : `${path}: `}expected ${issue.message}, got ${words}`];
}

/** A list with what it holds; a map with its keys alone. */
const describeMembers = (found: object): string =>
  Array.isArray(found) ? show(found) : Object.keys(found).join(", ") || "an empty map";
