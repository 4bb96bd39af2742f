/** An amount of US dollars in billionths, so that sums are exact. */
export type NanoDollars = bigint;

const NANOS = 1_000_000_000n;

const USD = /^(\d+)(?:\.(\d{1,9}))?$/;

/**
 * Whether a value is a price that {@link parseUsd} reads.
 * @param value of any type
 * @returns false for a number: its decimal places may not be exact
 */
export const isUsd = (value: unknown): boolean => typeof value === "string" && USD.test(value);

/**
 * Reads a price.
 * @param usd US dollars with at most nine decimal places, such as `0.014`
 * @returns the same amount in billionths of a dollar
 * @throws Error for any other text
 */
export function parseUsd(usd: string): NanoDollars {
  const [, whole, decimals = ""] = USD.exec(usd) ?? [];
  if (whole === undefined) throw new Error(`expected US dollars with at most nine decimal places, got ${usd}`);
  return BigInt(whole) * NANOS + BigInt(decimals.padEnd(9, "0"));
}

/**
 * Rounds a quotient to the nearest whole number, a half upwards.
 * @param dividend not below zero
 * @param divisor above zero
 * @returns the rounded quotient
 */
export const divideRounded = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor / 2n) / divisor;

/**
 * Writes an amount for people.
 * @param amount may be below zero
 * @param places decimal places, at most nine. @defaultValue 2
 * @returns for example `1,165.50`; `-0.40`
 */
export function formatUsd(amount: NanoDollars, places = 2): string {
  const size = amount < 0n ? -amount : amount;
  const rounded = divideRounded(size, 10n ** BigInt(9 - places));
  const digits = String(rounded).padStart(places + 1, "0");
  const cut = digits.length - places;
  const sign = amount < 0n && rounded > 0n ? "-" : "";
  return `${sign}${groupDigits(digits.slice(0, cut))}${places > 0 ? `.${digits.slice(cut)}` : ""}`;
}

/**
 * Separates thousands.
 * @param digits a whole number
 * @returns for example `1,000`
 */
export const groupDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * Writes an amount for programs.
 * @param amount any amount
 * @returns US dollars as a plain decimal number with nine places: nothing is rounded
 */
export const exactUsd = (amount: NanoDollars): string => formatUsd(amount, 9).replaceAll(",", "");
