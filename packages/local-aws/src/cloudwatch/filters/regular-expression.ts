import { invalidPattern } from "./invalid-pattern";

/**
 * "Alphanumeric characters", "supported symbol characters", "supported operators": parentheses are not among them.
 * White space and `:` stand in the page's examples.
 */
const SUPPORTED = /^(?:[A-Za-z0-9_#=@/;,\-:\s^$?[\]{}|*+.]|\\.)+$/;

/**
 * Reads a regular expression of a filter pattern, without the `%` around it.
 * @param source e.g. `ERROR[0-9]+`
 * @returns the regular expression
 * @throws AwsError InvalidParameterException
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function regularExpressionOf(source: string): RegExp {
  if (!SUPPORTED.test(source)) throw invalidPattern(`%${source}% has characters that AWS does not support`);
  try {
    return new RegExp(source);
  } catch {
    throw invalidPattern(`%${source}% is no regular expression`);
  }
}
