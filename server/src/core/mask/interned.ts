// One string object per name: its hash is computed once, and equal names are the same object.

/** A name that was made, not read. */
export function interned(name: string): string {
  return internedAt(name, 0, name.length);
}

/** The name at an offset of a text, looked up by its characters: a name seen before is not cut out of the text again. */
export function internedAt(text: string, start: number, end: number): string {
  const length = end - start;
  let slot = hashOf(text, start, end) & (slots.length - 1);
  for (;;) {
    const known = slots[slot];
    if (known === undefined) break;
    if (known.length === length && text.startsWith(known, start)) return known;
    slot = (slot + 1) & (slots.length - 1);
  }
  const name = text.slice(start, end);
  slots[slot] = name;
  if (++count > slots.length / 2) grow();
  return name;
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** Open addressing; a power of two. */
let slots: (string | undefined)[] = emptySlots(1 << 16);
let count = 0;
/** More than the names of the largest workspaces: what is left of texts that are gone must not grow for ever. */
const MAX_NAMES = 400_000;

function grow(): void {
  const names = slots.filter((name) => name !== undefined);
  const isFull = count > MAX_NAMES;
  slots = emptySlots(isFull ? 1 << 16 : 2 * slots.length);
  count = 0;
  if (!isFull) for (const name of names) interned(name);
}

function emptySlots(length: number): (string | undefined)[] {
  return new Array<string | undefined>(length).fill(undefined);
}
