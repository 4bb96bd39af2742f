import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { type Mine, mine, type Parts } from "./mine";

type AttackParts = Omit<Parts, "name"> & Pick<Attack, "at" | "rules" | "otherRules" | "note">;

/** Attacks of a kind, as a round wrote them; their names begin with `<round>-<kind>`. */
export const attackOf =
  (round: string, kind: string, expect: string) =>
  (name: string, breaks: string, { at, rules, otherRules, note, ...parts }: AttackParts): Attack => ({
    ...mine({
      name: `${round}-${kind}-${name}`,
      kind,
      breaks,
      expect,
      ...(otherRules && { otherRules }),
      ...(note && { note }),
      ...parts,
    }),
    ...(at && { at }),
    ...(rules && { rules }),
  });

// The first round. Its names have no round.

/** An attack that opens another way to the stream. */
export const door = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({
    name: `door-${name}`,
    kind: "door",
    breaks,
    expect: "every way to the stream is authenticated and https",
    ...parts,
  });

/** An attack through which the key's value leaves. */
export const leak = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({ name: `key-${name}`, kind: "key", breaks, expect: "the key is in the key and in secrets only", ...parts });

/** The key's value in a property of a resource that keeps no secrets. */
export const property = (
  name: string,
  breaks: string,
  make: (b: Mine, key: pulumi.Output<string>) => unknown,
): Attack => leak(`in-${name}`, breaks, { add: (b) => void make(b, b.apiKey) });

/** An attack on keys, topics and logs. */
export const keep = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({
    name: `keep-${name}`,
    kind: "keys-and-logs",
    breaks,
    expect: "keys, topics and logs are closed",
    otherRules: ["stage-no-cache", "stage-deployment", "resource-region-allowed"],
    ...parts,
  });

/** The same of resources that it adds. */
export const keepAdded = (name: string, breaks: string, make: (b: Mine) => unknown): Attack =>
  keep(name, breaks, { add: (b) => make(b) });

/** An attack on who may do something, or be somebody. */
export const who = (name: string, breaks: string, add: NonNullable<Parts["add"]>): Attack =>
  mine({ name: `who-${name}`, kind: "who", breaks, expect: "who may do what is named, and is nobody else", add });

// Kinds of later rounds that stand in several files. A kind that stands in one file is made there.

// The second round was written with only the pack's documentation at hand, after the first attacks were found.

export const r2Answer = attackOf("r2", "answer", "a 2xx leaves only if Kinesis named the record");
export const r2Body = attackOf("r2", "body", "the same that is seen in discrete resources");
export const r2Door = attackOf(
  "r2",
  "door",
  "nothing but the API writes to the stream, over https, and the API takes records",
);
export const r2File = attackOf("r2", "file", "the connector's file fits the API that this stack makes");
export const r2Held = attackOf("r2", "held", "the key is in the key and in secrets only");
export const r2Key = attackOf("r2", "key", "the key is in the key and in secrets only");
export const r2Leak = attackOf("r2", "leak", "the key is in the key and in secrets only");
export const r2Open = attackOf("r2", "open", "what holds records is not for everybody");
export const r2Request = attackOf(
  "r2",
  "request",
  "every template renders one record: a literal stream, a key of the request, the whole body",
);
export const r2Undo = attackOf("r2", "undo", "nothing undoes what the program says");
export const r2Who = attackOf("r2", "who", "the writer may write, and nobody may do more than is named");
export const r2Writer = attackOf("r2", "writer", "nothing but the API writes to the stream");

// The third was written without sight of the rules, after streams of other accounts, routes and keys were new.

export const r3Again = attackOf(
  "r3",
  "again",
  "what the rules find after the first batch, they find in other forms, too",
);
export const r3Leak = attackOf("r3", "leak", "the key's value is nowhere but in the key and in secrets");
export const r3Option = attackOf("r3", "option", "options and other resources undo nothing of what the program says");
export const r3Pair = attackOf("r3", "pair", "two changes that are each harmless break a promise together");
export const r3Stream = attackOf(
  "r3",
  "stream",
  "the template and the role name the same streams, and each record reaches the right one",
);
export const r3Watch = attackOf(
  "r3",
  "watch",
  "alarms notify somebody, logs and traces are written, and the account's settings stay",
);
export const r3Writer = attackOf("r3", "writer", "nothing but the API writes to its stream");

// The fourth was written with the pack's README at hand, and without sight of its code.

export const r4Alarm = attackOf(
  "r4",
  "alarm",
  "an alarm sees what it watches, goes off when it should, and somebody hears of it",
);
export const r4Body = attackOf("r4", "body", "the same that is seen in discrete resources");
export const r4Closed = attackOf("r4", "closed", "the API may write to its stream, and connectors may call it");
export const r4Copy = attackOf("r4", "copy", "a copy of the connector's file is judged like the file");
export const r4Deaf = attackOf("r4", "deaf", "an alarm goes off when it should, and somebody hears of it");
export const r4Does = attackOf("r4", "does", "no schedule, state machine or automation changes what the API needs");
export const r4Door = attackOf(
  "r4",
  "door",
  "every record that a connector sends reaches this API, and nobody else sees it",
);
export const r4End = attackOf("r4", "end", "the connector's file has each record delivered whole, or sent again");
export const r4File = attackOf("r4", "file", "the connector's file has each record delivered whole, or sent again");
export const r4Key = attackOf("r4", "key", "the writer may use the key that encrypts its stream");
export const r4Later = attackOf("r4", "later", "nobody may undo later what the program makes");
export const r4Leak = attackOf(
  "r4",
  "leak",
  "the key's value is in the key and in secrets alone, in whatever encoding",
);
export const r4Line = attackOf("r4", "line", "the connector's file has each record delivered whole, or sent again");
export const r4Template = attackOf(
  "r4",
  "template",
  "each record is stored whole, in its stream, and only then acknowledged",
);
export const r4Variant = attackOf(
  "r4",
  "variant",
  "what the rules find since the first batch, they find in other forms, too",
);
export const r4Velocity = attackOf("r4", "velocity", "the pack reads a template as API Gateway does");
export const r4Way = attackOf("r4", "way", "every way to the stream is https, authenticated, and this API");
export const r4Writer = attackOf("r4", "writer", "nothing but the API writes to its stream");

// So was the fifth.

export const r5Alarm = attackOf("r5", "alarm", "alarms read what is measured, and their condition can hold");
export const r5Beside = attackOf("r5", "beside", "what stands beside the API does not harm it");
export const r5Heard = attackOf("r5", "heard", "alarms read what is measured, and their condition can hold");
export const r5May = attackOf("r5", "may", "roles say who may assume them, and none changes the alarms");
export const r5Other = attackOf("r5", "other", "what stands beside the API does not harm it");
export const r5Service = attackOf(
  "r5",
  "service",
  "no schedule, state machine or automation changes what the API needs",
);

// The sixth had the documents alone.

export const r6Heard = attackOf(
  "r6",
  "heard",
  "alarms notify somebody, and metric filters can count lines of their log",
);
