/** The middle value, and the smallest and largest beside it: `median (min-max)`. */
export function spread(values: readonly number[], digits = 1): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [smallest = NaN] = sorted;
  return `${median(values).toFixed(digits)} (${smallest.toFixed(digits)}-${(sorted.at(-1) ?? NaN).toFixed(digits)})`;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** @param at 0 to 1 */
export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? NaN;
}
