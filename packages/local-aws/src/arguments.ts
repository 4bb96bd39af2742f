import { z } from "zod";

/** The `region` argument of every regional type; the provider fills it when the program does not. */
export const region = z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/, "expected an AWS region such as eu-west-1");

const MAX_TAGS = 50;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html the strictest of the services */
const tagText = (min: number, max: number) =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, "expected letters, digits, spaces or _.:/=+-@");

/** The `tags` argument. AWS keeps names that begin with `aws:` to itself. */
export const tags = z
  .record(tagText(1, 128).regex(/^(?!aws:)/i, "expected a name that does not begin with aws:"), tagText(0, 256))
  .refine((given) => Object.keys(given).length <= MAX_TAGS, `expected at most ${MAX_TAGS} tags`)
  .optional();

/** Marks a list whose order means nothing to AWS: `z.array(...).meta(UNORDERED)`. */
export const UNORDERED = { unordered: true } as const;

/** Marks a text whose JSON counts, not how it is written. */
export const JSON_TEXT = { json: true } as const;

/** A policy document: its text, or the document itself, which the real provider turns into text. */
export const policyDocument = z
  .union([z.string(), z.record(z.string(), z.unknown()).transform((document) => JSON.stringify(document))])
  .meta(JSON_TEXT);
