import { AwsError } from "../../errors";

/**
 * What CloudWatch Logs answers to a pattern that it cannot read.
 * @param reason what was found and what is allowed; AWS gives none
 * @returns the error
 */
export const invalidPattern = (reason: string): AwsError =>
  new AwsError("InvalidParameterException", `Invalid metric filter pattern: ${reason}`);
