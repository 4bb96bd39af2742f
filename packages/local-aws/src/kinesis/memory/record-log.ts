/** A record as a shard keeps it. */
export interface StoredRecord {
  readonly partitionKey: string;
  readonly data: Buffer;
  /** Milliseconds since the epoch. */
  readonly arrival: number;
}

/** Larger than the largest record: 10 MiB of data and a partition key. */
const CHUNK_BYTES = 16 * 1024 * 1024;

/**
 * The records of one shard, in order, as bytes in large chunks: a million small records as JavaScript objects would
 * take the heap and the garbage collector with them.
 */
export class RecordLog {
  readonly #chunks: Buffer[] = [];
  #used = CHUNK_BYTES;
  readonly #starts: number[] = [];
  readonly #keyLengths: number[] = [];
  readonly #dataLengths: number[] = [];
  readonly #arrivals: number[] = [];

  /** How many records there are. */
  get length(): number {
    return this.#starts.length;
  }

  /** Adds a record at the end. */
  append(record: StoredRecord): void {
    const keyLength = Buffer.byteLength(record.partitionKey);
    const size = keyLength + record.data.length;
    if (this.#used + size > CHUNK_BYTES) {
      this.#chunks.push(Buffer.allocUnsafeSlow(CHUNK_BYTES));
      this.#used = 0;
    }
    const chunk = this.#chunks.at(-1);
    chunk?.write(record.partitionKey, this.#used);
    chunk?.set(record.data, this.#used + keyLength);
    this.#starts.push((this.#chunks.length - 1) * CHUNK_BYTES + this.#used);
    this.#keyLengths.push(keyLength);
    this.#dataLengths.push(record.data.length);
    this.#arrivals.push(record.arrival);
    this.#used += size;
  }

  /** @throws RangeError if there is no record at this index */
  at(index: number): StoredRecord {
    const start = this.#starts[index];
    const keyLength = this.#keyLengths[index];
    const dataLength = this.#dataLengths[index];
    const arrival = this.#arrivals[index];
    const chunk = this.#chunks[Math.floor((start ?? 0) / CHUNK_BYTES)];
    if (!chunk || start === undefined || keyLength === undefined || dataLength === undefined || arrival === undefined) {
      throw new RangeError(`record ${index} of ${this.length}`);
    }
    const dataStart = (start % CHUNK_BYTES) + keyLength;
    return {
      partitionKey: chunk.toString("utf8", start % CHUNK_BYTES, dataStart),
      data: chunk.subarray(dataStart, dataStart + dataLength),
      arrival,
    };
  }

  /** The index of the first record that arrived at this time or later; `length` if none did. */
  firstSince(time: number): number {
    const index = this.#arrivals.findIndex((arrival) => arrival >= time);
    return index === -1 ? this.length : index;
  }
}
