/**
 * Reads a number as people write it.
 * @param text such as `12` or `0.5`
 * @returns the number; NaN for other forms that JavaScript reads, such as `1e3`, `0x10` or an empty text
 */
export const plainNumber = (text: string): number => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN);
