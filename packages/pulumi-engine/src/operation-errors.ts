import type { PolicyViolation } from "./events";
import type { Operation } from "./workspace";

/** What a failed operation printed. */
interface FailedOperation extends Pick<Operation, "stderr" | "stdout"> {
  readonly diagnostics: readonly { readonly severity: string; readonly message: string }[];
}

/**
 * Why an operation failed, in the words of the program, a pack or a provider. If there are none, in the words of the
 * CLI.
 * @param operation one that failed
 * @returns one or more lines
 */
export function errorsOf({ diagnostics, stderr, stdout }: FailedOperation): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
  return errors.length > 0 ? errors.join("\n") : (stderr || stdout).trim();
}

/**
 * The warnings of the program, a pack or a provider.
 * @param operations in order
 * @returns each warning once
 */
export const warningsOf = (operations: readonly Pick<Operation, "diagnostics">[]): readonly string[] => [
  ...new Set(
    operations.flatMap(({ diagnostics }) =>
      diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message.trim()),
    ),
  ),
];

/**
 * What held an operation up: the errors, and each finding of a mandatory policy with the resource's name.
 * @param operation one that failed
 * @returns lines for people. Pulumi's own "update failed" is left out where a finding says more
 */
export function refusalOf(operation: Operation): string {
  const findings = operation.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  if (findings.length === 0) return errorsOf(operation);
  const errors = errorsOf({
    ...operation,
    diagnostics: operation.diagnostics.filter(({ message }) => !/^(update|preview) failed$/.test(message.trim())),
    stderr: "",
    stdout: "",
  });
  return [...(errors ? [errors] : []), ...findings.map(describeFinding)].join("\n\n");
}

function describeFinding({ policyName, resourceUrn, message }: PolicyViolation): string {
  const resource = resourceUrn?.split("::").at(-1);
  const indented = message.trim().replaceAll(/\n(?=.)/g, "\n  ");
  return `Policy ${policyName}${resource === undefined ? "" : `, on ${resource}`}:\n  ${indented}`;
}
