/** Distinct values that are kept as they are. */
const MAX_EXACT_VALUES = 200;

/** Of a value above that number: the error of a percentile is at most 0.5 %. */
const SIGNIFICANT_DIGITS = 3;

/**
 * Values of a metric, each with how often it was put. Its size is bounded, however many values are added: beyond 200
 * distinct values, the others are rounded. Count, sum, minimum and maximum stay exact.
 */
export class Distribution {
  readonly #counts = new Map<number, number>();
  #sampleCount = 0;
  #sum = 0;
  #minimum = Infinity;
  #maximum = -Infinity;

  get sampleCount(): number {
    return this.#sampleCount;
  }

  get sum(): number {
    return this.#sum;
  }

  get minimum(): number {
    return this.#minimum;
  }

  get maximum(): number {
    return this.#maximum;
  }

  /** How much it keeps. */
  get distinctValues(): number {
    return this.#counts.size;
  }

  add(value: number): void {
    this.#sampleCount += 1;
    this.#sum += value;
    if (value < this.#minimum) this.#minimum = value;
    if (value > this.#maximum) this.#maximum = value;
    this.#count(value, 1);
  }

  addAll(other: Distribution): void {
    this.#sampleCount += other.#sampleCount;
    this.#sum += other.#sum;
    this.#minimum = Math.min(this.#minimum, other.#minimum);
    this.#maximum = Math.max(this.#maximum, other.#maximum);
    for (const [value, count] of other.#counts) this.#count(value, count);
  }

  /**
   * The smallest value that at least `percent` of the values do not exceed (nearest rank). How AWS interpolates is not
   * documented [assumption: percentile].
   * @param percent 0 to 100
   * @returns one of the values
   */
  percentile(percent: number): number {
    // The small number undoes what floating point adds to a whole rank.
    const rank = Math.max(1, Math.ceil((percent * this.#sampleCount) / 100 - 1e-9));
    let seen = 0;
    for (const [value, count] of [...this.#counts].sort(([one], [other]) => one - other)) {
      seen += count;
      if (seen >= rank) return Math.min(Math.max(value, this.#minimum), this.#maximum);
    }
    return this.#maximum;
  }

  #count(value: number, count: number): void {
    const isKept = this.#counts.has(value) || this.#counts.size < MAX_EXACT_VALUES;
    const kept = isKept ? value : Number(value.toPrecision(SIGNIFICANT_DIGITS));
    this.#counts.set(kept, (this.#counts.get(kept) ?? 0) + count);
  }
}
