/** Requests a second in the long run, and at once. */
export interface Limit {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

interface Bucket {
  tokens: number;
  /** Milliseconds since the epoch. */
  filledAt: number;
}

/**
 * Takes a token from the bucket of a name. @returns false if there is none: the request is one too many
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export type TakeToken = (name: string, limit: Limit) => boolean;

/**
 * Buckets by name; each is full at first and holds `burstLimit` tokens.
 * @param now milliseconds since the epoch
 * @returns a function that takes one token
 */
export function createTokenBuckets(now: () => number): TakeToken {
  const buckets = new Map<string, Bucket>();
  return (name, { rateLimit, burstLimit }) => {
    const at = now();
    const bucket = buckets.get(name) ?? { tokens: burstLimit, filledAt: at };
    buckets.set(name, bucket);
    const earned = (Math.max(0, at - bucket.filledAt) / 1000) * rateLimit;
    bucket.tokens = Math.min(burstLimit, bucket.tokens + earned);
    bucket.filledAt = at;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
