import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { type Mine, mine, type Parts } from "../mine";

/** An attack through which the key's value leaves. */
export const leak = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({ name: `key-${name}`, kind: "key", breaks, expect: "the key is in the key and in secrets only", ...parts });

/** The key's value in a property of a resource that keeps no secrets. */
export const property = (
  name: string,
  breaks: string,
  make: (b: Mine, key: pulumi.Output<string>) => unknown,
): Attack => leak(`in-${name}`, breaks, { add: (b) => void make(b, b.apiKey) });

/** @returns a text in Base64 */
export const base64 = (text: string) => Buffer.from(text).toString("base64");
