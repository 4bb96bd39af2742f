/** Whether a KMS key id, ARN or alias is of a key that AWS manages for a service: `alias/aws/kinesis`. */
export function isAwsManagedKey(kmsKeyId: string): boolean {
  return /(^|:)alias\/aws\//.test(kmsKeyId);
}
