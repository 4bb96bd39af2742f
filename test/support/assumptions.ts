import { type AssumptionName, ASSUMPTIONS, type Assumptions } from "@aerospike-kinesis/local-aws";

/** Assumptions with other values than the defaults. */
export type Turned = Partial<Assumptions>;

/** Each other value of an assumption alone. */
const valuesOf = (name: AssumptionName): readonly Turned[] => {
  const { values, default: usual } = ASSUMPTIONS[name];
  return Object.keys(values).flatMap((value) => (value === usual ? [] : [{ [name]: value }]));
};

/** Each other value alone, of every assumption. */
export const ALONE: readonly Turned[] = (Object.keys(ASSUMPTIONS) as AssumptionName[]).flatMap(valuesOf);

/** Assumptions that one request can meet, or one answer of Kinesis: each two of a group are tried together. */
const MEETING: Readonly<Record<"requests" | "answers", readonly (readonly AssumptionName[])[]>> = {
  requests: [
    ["header-case", "repeated-header", "header-order", "content-length-header", "content-encoding"],
    ["content-type-parameters", "content-type-case", "binary-type-parameters", "binary-payload", "repeated-header"],
    ["content-encoding", "decoded-body-limit", "empty-body", "binary-payload", "binary-type-parameters"],
  ],
  answers: [
    ["answer-body", "json-reader", "json-duplicates", "json-slash", "matching-response", "broken-backend"],
    ["misplaced-structure", "answer-body", "json-reader", "default-response-type"],
  ],
};

const pairsOf = (groups: readonly (readonly AssumptionName[])[]): readonly Turned[] => {
  const pairs = groups.flatMap((group) =>
    group.flatMap((one, index) =>
      group
        .slice(index + 1)
        .flatMap((other) =>
          valuesOf(one).flatMap((first) => valuesOf(other).map((second): Turned => ({ ...first, ...second }))),
        ),
    ),
  );
  return [...new Map(pairs.map((pair) => [JSON.stringify(Object.entries(pair).sort()), pair])).values()];
};

/** Each two other values that can meet. */
export const PAIRS = { requests: pairsOf(MEETING.requests), answers: pairsOf(MEETING.answers) } as const;

/** Such as `header-case: ignored, empty-body: empty-text`. */
export const nameOf = (turned: Turned): string =>
  Object.entries(turned)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");
