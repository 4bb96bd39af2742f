/**
 * The value of a header. HTTP does not regard the case of names.
 * @param headers by name
 * @param name in lower case
 * @returns undefined if there is none
 */
export const headerIn = <Value>(headers: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
