import { z } from "zod";

/** Seconds since the epoch, as AWS's JSON protocol writes a time; read as milliseconds. */
export const timestamp = z.number().transform((seconds) => seconds * 1000);

/** A list of names and values; read as an object. */
export const dimensions = z
  .array(z.strictObject({ Name: z.string(), Value: z.string() }))
  .default([])
  .transform((pairs) => Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value])));

/** Seconds; read as milliseconds. */
export const period = z
  .int()
  .refine((seconds) => seconds > 0 && seconds % 60 === 0, "expected a multiple of 60 seconds")
  .transform((seconds) => seconds * 1000);

const token = z.string().regex(/^\d+$/).transform(Number).default(0);

/** What asks for a part of a long list. */
export const page = { MaxRecords: z.int().min(1).max(100).optional(), NextToken: token };

/**
 * A part of a list.
 * @param all the whole list
 * @param from the first index
 * @param count at most so many
 * @returns the part, and what asks for the rest
 */
export function pageOf<T>(
  all: readonly T[],
  from: number,
  count: number,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const to = from + count;
  return { items: all.slice(from, to), ...(to < all.length && { NextToken: String(to) }) };
}

/**
 * Dimensions as AWS's API writes them.
 * @param values by name
 * @returns a list
 */
export const dimensionList = (values: Readonly<Record<string, string>>): readonly { Name: string; Value: string }[] =>
  Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
