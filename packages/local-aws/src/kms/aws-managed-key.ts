/**
 * Whether a key is one that AWS keeps in every account, such as `alias/aws/kinesis`; there are no others in the local
 * AWS, since it has no type that makes them.
 * @param keyId an alias, or its ARN
 * @returns whether the local AWS has the key
 */
export function isAwsManagedKey(keyId: string): boolean {
  return /^(?:arn:[^:]+:kms:[^:]+:\d{12}:)?alias\/aws\/[a-z0-9]+$/.test(keyId);
}
