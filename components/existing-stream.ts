import { arnIn } from "./arn";

/** `true`: the stream of that name in the stage's own account. ARNs: of streams in another account, one for each region. */
export type ExistingStream = true | readonly string[];

/** What says where a stream is. */
interface MaybeExisting {
  /** Undefined for a stream that the program creates. */
  readonly existing?: ExistingStream | undefined;
}

/**
 * The ARN of a stream of another account, which its settings say.
 * @param stream its settings
 * @param region the region of the pipeline
 * @returns undefined for a stream of the stage's own account
 */
export const foreignArnOf = ({ existing = true }: MaybeExisting, region: string): string | undefined =>
  existing === true ? undefined : arnIn(region, existing);

/**
 * The ARNs of the streams of other accounts.
 * @param streams their settings
 * @param region the region of the pipeline
 * @returns ARNs by the names of their streams
 */
export const foreignArnsOf = (
  streams: readonly (MaybeExisting & { readonly name: string })[],
  region: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    streams.flatMap((stream) => {
      const arn = foreignArnOf(stream, region);
      return arn === undefined ? [] : [[stream.name, arn]];
    }),
  );

/**
 * Whether a stream is in the stage's own account. CloudWatch has the metrics of a stream only in the account of the stream.
 * @param stream its settings
 * @returns false for a stream of another account
 */
export const isOfOwnAccount = ({ existing = true }: MaybeExisting): boolean => existing === true;
