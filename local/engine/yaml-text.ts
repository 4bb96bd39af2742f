import { type Document, YAMLMap, parseDocument } from "yaml";

/**
 * Parses a YAML mapping so that it can be changed and written back with every other value as it was: Pulumi has its own idea of
 * what an unquoted `0123` or a date is.
 */
export function parseText(text: string): Document {
  const document: Document = parseDocument(text, { schema: "failsafe" });
  const [problem] = document.errors;
  if (problem) throw problem;
  document.contents ??= new YAMLMap();
  return document;
}

/** The text of a document, its long lines unfolded. */
export const textOf = (document: Document): string => document.toString({ lineWidth: 0 });
