/** What a name must be. */
export interface NameForm {
  /** Completes the sentence "expected ..., got ...". */
  readonly expected: string;
  /** Without flags, since editors read only its source. */
  readonly pattern: RegExp;
}

/** Kinesis' own limit on a stream's name: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
export const STREAM_NAME: NameForm = {
  expected: "1 to 128 letters, digits, '_', '.' or '-'",
  pattern: /^[a-zA-Z0-9_.-]{1,128}$/,
};

/**
 * Aerospike's limits. Its server takes other characters, too, but its tools and `aerospike.conf` may not.
 * @see https://aerospike.com/docs/database/reference/limitations
 */
export const NAMESPACE_NAME: NameForm = {
  expected: "the name of an Aerospike namespace: 1 to 31 letters, digits, '_', '-' or '$', and not null",
  pattern: /^(?!null$)[a-zA-Z0-9_$-]{1,31}$/,
};

/** As those of a namespace. */
export const SET_NAME: NameForm = {
  expected: "the name of an Aerospike set: 1 to 63 letters, digits, '_', '-', '$' or '.', and not null",
  pattern: /^(?!null$)[a-zA-Z0-9_$.-]{1,63}$/,
};
