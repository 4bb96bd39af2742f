import type { StackConfig } from "./namespaces";
import { decodeValue } from "./value";

/**
 * Accounts in the settings of the AWS provider that have lost a zero: without quotes, Pulumi reads 012345678912 as a number, and
 * the provider then refuses the very account (https://github.com/pulumi/pulumi-aws/issues/4897).
 * @returns the problems, as `key: expected ..., got ...`
 */
export const accountProblems = (config: StackConfig): string[] =>
  ["aws:allowedAccountIds", "aws:forbiddenAccountIds"].flatMap((key) => {
    const ids = decodeValue(config[key] ?? "");
    if (!Array.isArray(ids)) return [];
    return ids.flatMap((id: unknown, index) =>
      /^\d+$/.test(String(id)) && String(id).length !== 12
        ? [`${key}[${index}]: expected an account's 12 digits in quotes, got ${JSON.stringify(id)}`]
        : [],
    );
  });
