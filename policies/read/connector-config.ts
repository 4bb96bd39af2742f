import type { PolicyResource } from "@pulumi/policy";
import { type Resource, textAt } from "./resource";
import { pointsAt, sourcesOf, type Stack } from "./stack";
import { type } from "./types";

/** Where a URL stands in a connector's configuration, and how it begins: never what it says. */
export interface UrlPlace {
  /** Counted from 1. */
  readonly line: number;
  /** In lower case, without the colon; undefined if the URL names none. */
  readonly scheme: string | undefined;
}

/** What the rules may know of an `aerospike-esp-outbound.yml`: places and numbers, no values that could be secret. */
export interface ConnectorConfig {
  readonly urls: readonly UrlPlace[];
  /** Each `call-timeout` for records; that of health checks is no concern of XDR's. */
  readonly callTimeouts: readonly { readonly line: number; readonly milliseconds: number }[];
}

/** What can hold the file, and in which properties. */
const HOLDERS: Readonly<Record<string, readonly string[]>> = {
  [type.secretVersion]: ["secretString", "secretStringWo", "secretBinary"],
  [type.parameter]: ["value", "valueWo", "insecureValue"],
};

/** The types that can hold a connector's configuration. */
export const configHolders: readonly string[] = Object.keys(HOLDERS);

/** The connector's configurations among a resource's properties. Throws where one is not known yet. */
export function connectorConfigsAt(holder: Resource): readonly ConnectorConfig[] {
  return (HOLDERS[holder.type] ?? []).flatMap((path) => {
    const text = textAt(holder, path) ?? "";
    return readConnectorConfig(path === "secretBinary" ? Buffer.from(text, "base64").toString("utf8") : text) ?? [];
  });
}

/** The connector's configurations that send to an API: those made from it or its stages. Throws where one is not known yet. */
export function configsFor(api: PolicyResource, stack: Stack): readonly ConnectorConfig[] {
  const isOfApi = (source: PolicyResource) => source === api || pointsAt(source, "restApi", api);
  return configHolders
    .flatMap((holder) => stack.ofType(holder))
    .filter((holder) => Object.keys(holder.propertyDependencies).some((path) => sourcesOf(holder, path).some(isOfApi)))
    .flatMap(connectorConfigsAt);
}

/**
 * Reads what the rules judge out of a text, which may be YAML of either style or JSON; undefined if it is not the file. A reader of keys is enough: the
 * connector's file is a plain tree, and the pack needs no parser (nor may one quote a secret in its error).
 */
export function readConnectorConfig(source: string): ConnectorConfig | undefined {
  const text = source.replace(/(^|\s)#.*$/gm, "$1");
  const isConfig = placesOf(text, "destinations").some(({ at }) => parentOf(text, at) === undefined);
  return isConfig ? { urls: urlsOf(text), callTimeouts: callTimeoutsOf(text) } : undefined;
}

function urlsOf(text: string): readonly UrlPlace[] {
  const named = [...text.matchAll(/\b([a-z][a-z0-9+.-]*):\/\//gi)].map(({ 1: scheme, index }) => ({
    at: index,
    scheme: scheme?.toLowerCase(),
  }));
  const listed = placesOf(text, "urls").flatMap(({ end }) => itemsAt(text, end));
  const others = listed.filter(({ item }) => !item.includes("://")).map(({ at }) => ({ at, scheme: undefined }));
  return [...named, ...others]
    .sort((one, other) => one.at - other.at)
    .map(({ at, scheme }) => ({ line: lineOf(text, at), scheme }));
}

/** The items of the list that begins at `start`, in brackets or with a dash each. */
function itemsAt(text: string, start: number): readonly { readonly at: number; readonly item: string }[] {
  const [list = ""] = /^(?:\s*\[[^\]]*|[^\S\n]*(?:\n\s*-[^\n]*)*)/.exec(text.slice(start)) ?? [];
  return [...list.matchAll(/[^\s[,"'][^\n,"']*/g)]
    .map(({ 0: item, index }) => ({ at: start + index, item: item.replace(/^-\s*/, "") }))
    .filter(({ item }) => item !== "");
}

function callTimeoutsOf(text: string): ConnectorConfig["callTimeouts"] {
  return placesOf(text, "call-timeout")
    .filter(({ at }) => parentOf(text, at) !== "health-check")
    .flatMap(({ at, end }) => {
      const [, digits] = /^\s*["']?(\d+)/.exec(text.slice(end)) ?? [];
      return digits === undefined ? [] : [{ line: lineOf(text, at), milliseconds: Number(digits) }];
    });
}

/** Where a key stands, in quotes or not, and where its value begins. */
function placesOf(text: string, key: string): readonly { readonly at: number; readonly end: number }[] {
  const places = text.matchAll(new RegExp(`(?<![\\w-])["']?${key}["']?\\s*:`, "g"));
  return [...places].map(({ 0: found, index }) => ({ at: index, end: index + found.length }));
}

/** The key that the one at `at` stands under: in braces, or by its indentation. Undefined at the root. */
function parentOf(text: string, at: number): string | undefined {
  let closed = 0;
  for (let before = at - 1; before >= 0; before -= 1) {
    const character = text.charAt(before);
    if ("}]".includes(character)) closed += 1;
    else if ("{[".includes(character)) {
      if (closed === 0) return /["']?([\w-]+)["']?\s*:\s*$/.exec(text.slice(0, before))?.[1];
      closed -= 1;
    }
  }
  const lines = text.slice(0, at).split("\n");
  const indent = (lines.pop() ?? "").length;
  const above = lines.findLast((line) => line.trim() !== "" && line.search(/\S/) < indent);
  return /^[\s-]*["']?([\w-]+)["']?\s*:/.exec(above ?? "")?.[1];
}

const lineOf = (text: string, at: number) => text.slice(0, at).split("\n").length;
