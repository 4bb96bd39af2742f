/** What a metric filter's pattern for JSON asks of a line. */
export interface FilterPattern {
  /** The names of the fields, without what stands inside of them. */
  readonly fields: readonly string[];
  /** Whether it asks one field for two values at once. */
  readonly isContradiction: boolean;
}

/**
 * Reads the pattern of a metric filter: `{ ($.httpMethod = "POST") && ($.status = 400) }`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * @param pattern The pattern.
 * @returns What it asks; undefined of a pattern for other lines than JSON.
 */
export function readFilterPattern(pattern: string): FilterPattern | undefined {
  const inside = /^\s*\{([^]*)\}\s*$/.exec(pattern)?.[1];
  if (inside === undefined) return undefined;
  const fields = [...inside.matchAll(/\$\.(\w+)/g)].map(([, field = ""]) => field);
  return { fields: [...new Set(fields)], isContradiction: !inside.includes("||") && hasTwoValues(inside) };
}

/** Without `||`, each condition must hold. */
function hasTwoValues(conditions: string): boolean {
  const wanted = new Map<string, string>();
  return [...conditions.matchAll(/\$\.([\w.]+)\s*=\s*"?([^"()&*]+?)"?\s*(?=[)&]|$)/g)].some(
    ([, field = "", value = ""]) => {
      const before = wanted.get(field) ?? value;
      wanted.set(field, value);
      return before !== value;
    },
  );
}
