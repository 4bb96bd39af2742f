/**
 * What to do about a problem of the machine.
 * @param stderr of the CLI
 * @returns empty for any other failure
 */
export const adviceOn = (stderr: string): string =>
  stderr.includes("unknown userid")
    ? "This Pulumi CLI asks the system for the name of the user. Add the user id to /etc/passwd, or be another user."
    : "";
