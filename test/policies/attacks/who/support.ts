import type { Attack } from "../harness/attack";
import { mine, type Parts } from "../mine";
import { ACCOUNT, allow, policyOf } from "../shared";

/** An attack on who may do something, or be somebody. */
export const who = (name: string, breaks: string, add: NonNullable<Parts["add"]>): Attack =>
  mine({ name: `who-${name}`, kind: "who", breaks, expect: "who may do what is named, and is nobody else", add });

/** An account that is not the stack's. */
export const OTHER = "999988887777";

/** Every caller of every account. */
export const EVERYBODY = { Principal: { AWS: "*" } };

/** A policy that allows everything. */
export const ALL = policyOf(allow("*", "*"));

/** A stream of the account. */
export const NAMED = `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/my_kinesis_stream`;
