import type { Operation } from "./workspace";

/** Why an operation failed, in the words of the program, a pack or a provider; of the CLI, where it came to none. */
export function errorsOf({ diagnostics, stderr, stdout }: Operation): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
  return errors.length > 0 ? errors.join("\n") : (stderr || stdout).trim();
}

/** What the program, a pack or a provider warned of, each warning once. */
export const warningsOf = (operations: readonly Pick<Operation, "diagnostics">[]): readonly string[] => [
  ...new Set(
    operations.flatMap(({ diagnostics }) =>
      diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message.trim()),
    ),
  ),
];
