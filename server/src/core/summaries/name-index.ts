// Which of many things names stand in, looked up by the names instead of going through all things.

export class NameIndex<T> {
  readonly #items: readonly T[];
  readonly #byName = new Map<string, number[]>();

  constructor(items: readonly T[], namesIn: (item: T) => Iterable<string>) {
    this.#items = items;
    for (const [i, item] of items.entries())
      for (const name of namesIn(item)) {
        const known = this.#byName.get(name);
        if (known === undefined) this.#byName.set(name, [i]);
        else known.push(i);
      }
  }

  /** The things in which at least so many of the names stand, counted as often as they do; in order. */
  withAtLeast(least: number, names: Iterable<string>): readonly T[] {
    const counts = new Map<number, number>();
    for (const name of names) for (const i of this.#byName.get(name) ?? []) counts.set(i, (counts.get(i) ?? 0) + 1);
    const found = [...counts].flatMap(([i, count]) => (count >= least ? [i] : [])).sort((a, b) => a - b);
    return found.flatMap((i) => this.#items[i] ?? []);
  }
}
