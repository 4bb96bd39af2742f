/** A setting as `pulumi config --json` prints it. */
interface Setting {
  /** Absent for a secret. */
  readonly value?: string;
  readonly objectValue?: unknown;
}

/**
 * Reads what `pulumi config --json` printed.
 * @param json the CLI's stdout
 * @returns values by full key: objects, lists, numbers and flags as such; undefined for a secret
 */
export function settingsIn(json: string): Readonly<Record<string, unknown>> {
  const printed = JSON.parse(json) as Readonly<Record<string, Setting>>;
  return Object.fromEntries(
    Object.entries(printed).map(([key, { value, objectValue = decoded(value) }]) => [key, objectValue]),
  );
}

/** The CLI prints a number, a flag or JSON as text. The program reads it as what it is. */
function decoded(value: string | undefined): unknown {
  try {
    return value === undefined ? undefined : JSON.parse(value);
  } catch {
    return value;
  }
}
