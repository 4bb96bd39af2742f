import { type Document, YAMLMap, parseDocument } from "yaml";
import { UserError } from "../command";

/**
 * Parses a YAML mapping so that it can be changed and written back with every other value as it was: Pulumi has its own idea of
 * what an unquoted `0123` or a date is.
 * @param name - of the file, for the error
 * @throws UserError for what is no YAML
 */
export function parseText(text: string, name: string): Document {
  const document: Document = parseDocument(text, { schema: "failsafe" });
  if (document.errors.length > 0) {
    throw new UserError(`${name} is not YAML: ${document.errors.map(({ message }) => message.trim()).join("\n")}`);
  }
  document.contents ??= new YAMLMap();
  return document;
}

/** The text of a document, its long lines unfolded. */
export const textOf = (document: Document): string => document.toString({ lineWidth: 0 });
