import { TemplateError } from "./errors";
import { parseJson } from "./json";
import { JavaObject, type Method, toJavaString, type Value } from "./values";

/**
 * `$util`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export const UTIL = new JavaObject(
  "util",
  new Map<string, Method>([
    ["escapeJavaScript", ([text]) => escapeJavaScript(toText(text))],
    ["base64Encode", ([text]) => Buffer.from(toText(text), "utf8").toString("base64")],
    ["base64Decode", ([text]) => Buffer.from(toText(text), "base64").toString("utf8")],
    ["urlEncode", ([text]) => urlEncode(toText(text))],
    ["urlDecode", ([text]) => urlDecode(toText(text))],
    ["parseJson", ([text]) => parseJson(toText(text))],
  ]),
);

/** Nothing counts as an empty text: `$util.urlEncode` of null rendered as nothing (recorded against AWS). */
const toText = (value: Value | undefined): string => toJavaString(value ?? null);

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  "'": "\\'",
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
  "\b": "\\b",
  "\n": "\\n",
  "\t": "\\t",
  "\f": "\\f",
  "\r": "\\r",
};

/** `StringEscapeUtils.escapeEcmaScript`: it escapes `'` and `/` too, and every UTF-16 unit outside of 0x20-0x7f. */
const escapeJavaScript = (text: string): string =>
  text.replace(/['"\\/]|[^ -\x7f]/g, (unit) => SHORT_ESCAPES[unit] ?? `\\u${hex(unit).padStart(4, "0")}`);

const hex = (unit: string): string => unit.charCodeAt(0).toString(16).toUpperCase();

/** `java.net.URLEncoder`: blanks become `+`, and only letters, digits and `.-*_` stay. Lone surrogates become `?`. */
const urlEncode = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, "?"))
    .replaceAll("%20", "+")
    .replace(/[!'()~]/g, (character) => `%${hex(character)}`);

function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new TemplateError("$util.urlDecode of a text with a % that is no escape");
  }
}
