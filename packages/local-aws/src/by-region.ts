/** Things of a service by region and name. */
export class ByRegion<T> {
  readonly #regions = new Map<string, Map<string, T>>();

  get(region: string, name: string): T | undefined {
    return this.#regions.get(region)?.get(name);
  }

  set(region: string, name: string, thing: T): void {
    const inRegion = this.#regions.get(region) ?? new Map<string, T>();
    this.#regions.set(region, inRegion.set(name, thing));
  }

  delete(region: string, name: string): void {
    this.#regions.get(region)?.delete(name);
  }

  /** @returns those of a region by name, in the order in which they were set first */
  in(region: string): ReadonlyMap<string, T> {
    return this.#regions.get(region) ?? new Map<string, T>();
  }

  /** @returns the regions that have had one */
  regions(): readonly string[] {
    return [...this.#regions.keys()];
  }
}
