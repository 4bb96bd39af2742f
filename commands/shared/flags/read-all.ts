import { isUsageError, UsageError } from "../errors";

/**
 * Reads several parts of a command line, so that one error names the problems of all of them.
 * @param parts what reads each part; it may throw a UsageError
 * @returns what each part gave
 * @throws UsageError with the problems of every part; whatever else a part throws
 */
export async function readAll<Parts extends Readonly<Record<string, () => unknown>>>(
  parts: Parts,
): Promise<{ readonly [Name in keyof Parts]: Awaited<ReturnType<Parts[Name]>> }> {
  const found: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, read] of Object.entries(parts)) {
    try {
      found[name] = await read();
    } catch (error) {
      if (!isUsageError(error)) throw error;
      problems.push((error as Error).message);
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return found as { readonly [Name in keyof Parts]: Awaited<ReturnType<Parts[Name]>> };
}
