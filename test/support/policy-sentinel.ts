import type { Fixture } from "./policy";

/** A text that no message may repeat; long and mixed as a key is, and no word of anybody's. */
export const SENTINEL = "s3ntinelQ7xV2mBzT9LwKc4Rs";

/** The same fixture with the sentinel in one of its texts: in its place, behind it, or in one of the strings that it quotes. */
export function withSentinel(fixture: Fixture): readonly Fixture[] {
  const { inputs, outputs = {} } = fixture;
  return [
    ...variants(inputs).map((changed) => ({ ...fixture, inputs: changed as Fixture["inputs"] })),
    ...variants(outputs).map((changed) => ({ ...fixture, outputs: changed as Fixture["inputs"] })),
  ];
}

function variants(value: unknown): readonly unknown[] {
  if (typeof value === "string") {
    const ends = [...value.matchAll(/["'](?=\s*[,)}\]])/g)].map(({ index }) => index);
    return [SENTINEL, ...[...ends, value.length].map((at) => value.slice(0, at) + SENTINEL + value.slice(at))];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => variants(item).map((changed) => value.with(index, changed) as unknown[]));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    variants(item).map((changed): unknown => ({ ...value, [key]: changed })),
  );
}
