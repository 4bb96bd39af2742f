import type { Operation, ResourceState } from "@aerospike-kinesis/pulumi-engine";

interface UniqueName {
  readonly word: string;
  /** Whether AWS keeps the name unique in a region of an account, or in the whole account. */
  readonly isRegional: boolean;
}

/** The types whose names AWS keeps unique. A name that Pulumi made has a random end, and meets no other. */
const UNIQUE: Readonly<Record<string, UniqueName>> = {
  "aws:kinesis/stream:Stream": { word: "stream", isRegional: true },
  "aws:secretsmanager/secret:Secret": { word: "secret", isRegional: true },
  "aws:iam/role:Role": { word: "role", isRegional: false },
};

/** What a stage would have of an account. */
export interface Holdings {
  /** e.g. `the stream orders in ap-south-1` */
  readonly names: readonly string[];
  /** The accounts that the stage may go to. @defaultValue any */
  readonly accounts?: readonly unknown[];
  /** The credentials' profile. @defaultValue the shell's */
  readonly profile?: unknown;
}

/** @param up of the stage, on the local AWS */
export function holdingsOf({ steps }: Pick<Operation, "steps">): Holdings {
  const states = steps.flatMap(({ newState }) => newState ?? []);
  const provider = states.find(({ type }) => type === "pulumi:providers:aws")?.inputs ?? {};
  const accounts = parseList(provider.allowedAccountIds);
  return {
    names: states.flatMap(nameOf),
    ...(accounts && { accounts }),
    ...(provider.profile !== undefined && { profile: provider.profile }),
  };
}

function nameOf({ type, inputs = {} }: ResourceState): string[] {
  const unique = UNIQUE[type];
  if (unique === undefined || typeof inputs.name !== "string") return [];
  return [`the ${unique.word} ${inputs.name}${unique.isRegional ? ` in ${String(inputs.region)}` : ""}`];
}

/** The engine hands a provider its lists as JSON. */
function parseList(value: unknown): readonly unknown[] | undefined {
  const list: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return Array.isArray(list) ? list : undefined;
}

/** A stage with what it would have. */
export interface Holder {
  readonly stage: string;
  readonly holdings: Holdings;
}

/** A note on each name that a stage would have twice with one of the stages before it, were both in one account. */
export const collisionNotes = (one: Holder, before: readonly Holder[]): readonly string[] =>
  before
    .filter((other) => mayShareAccount(one.holdings, other.holdings))
    .flatMap((other) =>
      one.holdings.names
        .filter((name) => other.holdings.names.includes(name))
        .map(
          (name) =>
            `${name} is stage ${other.stage}'s, too. In one account AWS refuses the second. Give one of them another name, ` +
            "or each stage its own account in aws:allowedAccountIds.",
        ),
    );

const mayShareAccount = (one: Holdings, other: Holdings): boolean =>
  one.profile === other.profile &&
  (one.accounts === undefined ||
    other.accounts === undefined ||
    one.accounts.some((account) => other.accounts?.includes(account)));
