import type { Usage } from "./processes";

/**
 * Writes the median with the smallest and the largest value: `median (min-max)`.
 * @param values at least one
 * @param digits after the decimal point
 * @returns such as `1.2 (1.1-1.4)`
 */
export function spread(values: readonly number[], digits = 1): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [smallest = NaN] = sorted;
  return `${median(values).toFixed(digits)} (${smallest.toFixed(digits)}-${(sorted.at(-1) ?? NaN).toFixed(digits)})`;
}

/**
 * The middle value.
 * @param values at least one
 * @returns the larger one of two middle values; NaN for no values
 */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/**
 * The value below which a share of the values lies.
 * @param values at least one
 * @param at the share, from 0 to 1
 * @returns one of the values; NaN for no values
 */
export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? NaN;
}

/** What a whole process used, and the digits with which each figure is written. */
const FIGURES = [
  ["wallSeconds", 1],
  ["cpuSeconds", 1],
  ["peakMb", 0],
] as const;

/** The headings of {@link usageCells}. */
export const USAGE_HEADINGS: readonly string[] = ["wall s", "ratio", "CPU s", "ratio", "peak MB", "ratio"];

/**
 * Writes what runs of one case used, beside those of a case that others are compared with.
 * @param usages of the case; at least one
 * @param compared of the other case; at least one
 * @returns a cell for each of {@link USAGE_HEADINGS}
 */
export const usageCells = (usages: readonly Usage[], compared: readonly Usage[]): string[] =>
  FIGURES.flatMap(([figure, digits]) => {
    const values = usages.map((usage) => usage[figure]);
    const others = compared.map((usage) => usage[figure]);
    return [spread(values, digits), (median(values) / median(others)).toFixed(2)];
  });
