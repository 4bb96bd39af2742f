const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Escapes text for XML.
 * @param value the text
 * @returns the text without characters that mean something in XML
 */
export const escapeXml = (value: string): string => value.replace(/[&<>"]/g, (found) => ENTITIES[found] ?? found);
