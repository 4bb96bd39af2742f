/** A setting as `pulumi config --json` prints it. */
interface Setting {
  /** Absent of a secret. */
  readonly value?: string;
  readonly objectValue?: unknown;
}

/** The settings that `pulumi config --json` printed, by full key: objects, lists, numbers and flags as such. */
export function settingsIn(json: string): Readonly<Record<string, unknown>> {
  const printed = JSON.parse(json) as Readonly<Record<string, Setting>>;
  return Object.fromEntries(
    Object.entries(printed).map(([key, { value, objectValue = decoded(value) }]) => [key, objectValue]),
  );
}

/** A number, a flag or JSON text is printed as text, and the program reads it as what it is. */
function decoded(value: string | undefined): unknown {
  try {
    return value === undefined ? undefined : JSON.parse(value);
  } catch {
    return value;
  }
}
