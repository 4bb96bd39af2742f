import type { Operation, ResourceState } from "@aerospike-kinesis/pulumi-engine";

interface UniqueName {
  readonly word: string;
  /** Whether AWS keeps the name unique in a region of an account, or in the whole account. */
  readonly isRegional: boolean;
}

/** The types whose names AWS keeps unique. A name that Pulumi chose has a random end, so it collides with no other. */
const UNIQUE: Readonly<Record<string, UniqueName>> = {
  "aws:kinesis/stream:Stream": { word: "stream", isRegional: true },
  "aws:secretsmanager/secret:Secret": { word: "secret", isRegional: true },
  "aws:iam/role:Role": { word: "role", isRegional: false },
};

/** What a stage would have in an account. */
export interface Holdings {
  /** e.g. `the stream orders in ap-south-1` */
  readonly names: readonly string[];
  /** The accounts that the stage may go to. @defaultValue any */
  readonly accounts?: readonly unknown[];
  /** The credentials' profile. @defaultValue the shell's */
  readonly profile?: unknown;
}

/**
 * Finds what a stage would have in an account.
 * @param up the stage's `up` on the local AWS
 * @returns unique names, and the account that they are for
 */
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

/** Reads a list, which the engine gives to a provider as JSON. */
function parseList(value: unknown): readonly unknown[] | undefined {
  const list: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return Array.isArray(list) ? list : undefined;
}

/** A stage with what it would have in an account. */
export interface Holder {
  readonly stage: string;
  readonly holdings: Holdings;
}

/**
 * Finds names that a stage and one of the stages before it would both have, if both were in one account.
 * @param one the stage
 * @param before the stages before it
 * @returns one sentence for each name
 */
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
