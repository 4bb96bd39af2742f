/**
 * The account that an ARN names.
 * @param arn can be absent
 * @returns its id; undefined for what is no ARN, such as the output of a pipeline that is not complete
 */
export const accountIn = (arn = ""): string | undefined => arn.split(":")[4];
