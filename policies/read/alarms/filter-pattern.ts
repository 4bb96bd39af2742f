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

/**
 * Whether a pattern of columns can match lines of JSON: `[ip, time, status=400]` matches lines of three columns.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html: spaces part columns, but for those in quotes.
 * [uncertain] No page says what parts a line where a quote opens inside of a word, as in `{"a":"b c"}`.
 * @param pattern The pattern.
 * @param format The format of a line of JSON, such as `{"status":$context.status}`.
 * @returns Whether it can; true of a pattern that is not of columns.
 */
export function matchesAsColumns(pattern: string, format: string): boolean {
  const inside = /^\s*\[([^]*)\]\s*$/.exec(pattern)?.[1];
  if (inside === undefined) return true;
  const written = withoutQuoted(inside)
    .split(",")
    .map((column) => column.trim());
  const named = written.filter((column) => column !== "...").length;
  const columns = withoutQuoted(format).trim().split(/\s+/).length;
  if (named > columns || (named < columns && named === written.length)) return false;
  // The line as a whole is no number and no single word.
  return columns > 1 || !/[^!]=|[<>]/.test(inside) || /[*%]/.test(inside);
}

const withoutQuoted = (text: string): string => text.replace(/"[^"]*"|%[^%]*%/g, '""');
