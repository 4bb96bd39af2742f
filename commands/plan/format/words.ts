import type { Line } from "../../shared/cost/line";
import type { Load } from "../../shared/cost/load";
import { divideRounded, groupDigits } from "../../shared/cost/money";
import { type Unit, UNITS } from "../../shared/cost/units";
import { count } from "../../shared/count";

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  "million requests": "million",
  "10,000 requests": "x 10,000",
  "million payload units": "million",
  "million traces": "million",
  hour: "hours",
  GB: "GB",
  "GB-month": "GB-mo",
  month: "",
};

/** From 10,000 on, in hundredths. */
const WITHOUT_DECIMALS = 1_000_000n;

/**
 * Says what a line is about.
 * @param line of an estimate
 * @returns for example `API Gateway requests, first 333`
 */
export const nameOf = ({ name, tier }: Line): string => (tier === undefined ? name : `${name}, ${tier}`);

/**
 * Says how much a line is about, in the unit of its price.
 * @param line of an estimate
 * @returns for example `333.00 million`
 */
export function quantityOf({ quantity, price }: Line): string {
  const { size } = UNITS[price.unit];
  const words = UNIT_WORDS[price.unit];
  if (size === 1n) return [groupDigits(String(quantity)), words].filter(Boolean).join(" ");
  const hundredths = divideRounded(quantity * 100n, size);
  const digits = String(hundredths).padStart(3, "0");
  const whole = groupDigits(digits.slice(0, -2));
  return hundredths < WITHOUT_DECIMALS ? `${whole}.${digits.slice(-2)} ${words}` : `${whole} ${words}`;
}

/**
 * Writes a rate.
 * @param perSecond records a second; a fraction is rounded down
 * @returns for example `1,200`
 */
export const rate = (perSecond: number): string =>
  perSecond < 10 ? String(Math.floor(perSecond * 10) / 10) : groupDigits(String(Math.floor(perSecond)));

/**
 * Writes how much of a limit is used.
 * @param part 1 is all
 * @returns for example `250 %`
 */
export const percent = (part: number): string =>
  part > 0 && part < 0.01 ? "< 1 %" : `${groupDigits(String(Math.round(part * 100)))} %`;

/**
 * Describes the load.
 * @param load of each region
 * @returns two sentences
 */
export const loadWords = (load: Load): string =>
  `Load of each region: ${groupedNumber(load.recordsPerSecond)} records a second of ` +
  `${groupDigits(String(load.recordBytes))} bytes, at most ${groupedNumber(load.peak)}; ${count(load.consumers, "consumer")}; ` +
  `${count(load.connectors, "connector")}, ${load.latencyMs} ms for each answer; network: ${load.network}.`;

const groupedNumber = (number: number): string => {
  const [whole = "", decimals] = String(number).split(".");
  return [groupDigits(whole), ...(decimals === undefined ? [] : [decimals])].join(".");
};

/**
 * Marks a price that is another region's.
 * @param region where the things are used
 * @param lines whose prices were used
 * @returns a mark, or nothing
 */
export const markOf = (region: string, lines: readonly Line[]): string =>
  lines.some(({ price }) => price.region !== region) ? "*" : "";

/**
 * Says what the mark means.
 * @param region where the things are used
 * @param lines whose prices were used
 * @returns a sentence, or none where every price is the region's own
 */
export function markWords(region: string, lines: readonly Line[]): readonly string[] {
  const other = lines.find(({ price }) => price.region !== region)?.price.region;
  return other === undefined ? [] : [`* NOT A PRICE OF ${region}: this list has none, so that of ${other} is taken.`];
}

/** What holds for every estimate. */
export const ALWAYS =
  "US dollars, a month of 730 hours, AWS's public prices without free tiers, discounts and taxes. No record is sent " +
  "twice. Volume tiers count this stage alone. docs/cost.md says what is counted.";
