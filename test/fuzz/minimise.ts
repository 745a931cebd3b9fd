// Makes a failing input small: ever smaller pieces are left out as long as it still fails.

/** Stops at a one-minimal list of lines, then of tokens, or when the time is up (then with what it has). */
export function minimise(text: string, fails: (candidate: string) => boolean, deadline: number): string {
  const lines = shrink(text.split(/(?<=\n)/), fails, deadline).join("");
  return shrink(lines.match(/\w+|\s+|[^\s\w]/g) ?? [], fails, deadline).join("");
}

/** Zeller's delta debugging, complements only. */
function shrink(pieces: readonly string[], fails: (candidate: string) => boolean, deadline: number): readonly string[] {
  let kept = pieces;
  let size = Math.ceil(kept.length / 2);
  while (size >= 1 && kept.length > 1) {
    let removed = false;
    for (let at = 0; at < kept.length && Date.now() < deadline; ) {
      const candidate = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (fails(candidate.join(""))) {
        kept = candidate;
        removed = true;
      } else at += size;
    }
    if (Date.now() >= deadline || (size === 1 && !removed)) break;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return kept;
}
