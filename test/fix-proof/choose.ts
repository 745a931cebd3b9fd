// Which findings and mistakes are tried, and which of them together.

/** At most so many of each kind, evenly over the project: neighbours are much the same. */
export function spread<T>(items: readonly T[], kindOf: (item: T) => string, ofAKind: number): T[] {
  const byKind = new Map<string, T[]>();
  for (const item of items) byKind.set(kindOf(item), [...(byKind.get(kindOf(item)) ?? []), item]);
  return [...byKind.values()].flatMap((all) => {
    const step = Math.max(1, all.length / ofAKind);
    return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step)).slice(0, ofAKind);
  });
}

/** As few lists as that takes, no two items of which have a file in common. */
export function apart<T>(items: readonly T[], filesOfOne: (item: T) => readonly string[]): T[][] {
  const lists: { readonly items: T[]; readonly files: Set<string> }[] = [];
  for (const item of items) {
    const files = filesOfOne(item);
    let list = lists.find((one) => files.every((file) => !one.files.has(file)));
    if (list === undefined) {
      list = { items: [], files: new Set() };
      lists.push(list);
    }
    list.items.push(item);
    for (const file of files) list.files.add(file);
  }
  return lists.map((list) => list.items);
}
