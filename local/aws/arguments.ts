import { z } from "zod";

/** The `region` argument of every regional type; the provider fills it when the program does not. */
export const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "expected an AWS region such as eu-west-1");

/** The `tags` argument. */
export const tags = z.record(z.string().min(1).max(128), z.string().max(256)).optional();

/** A policy document: its text, or the document itself, which the real provider turns into text. */
export const policyDocument = z.union([
  z.string(),
  z.record(z.string(), z.unknown()).transform((document) => JSON.stringify(document)),
]);
