// The difference of two texts as a patch that `patch -p1` and `git apply` take.

const CONTEXT = 3;

/** Empty if the texts are equal. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const a = splitLines(before);
  const b = splitLines(after);
  const hunks = group(changes(a, b));
  if (hunks.length === 0) return "";
  return [`--- a/${path}\n+++ b/${path}\n`, ...hunks.map((hunk) => hunkText(hunk, a, b))].join("");
}

/** Lines `a0` to `a1` of the old text became lines `b0` to `b1` of the new one. */
interface Change {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

function hunkText(hunk: readonly Change[], a: readonly string[], b: readonly string[]): string {
  const [first, last] = [hunk[0], hunk.at(-1)];
  if (first === undefined || last === undefined) return "";
  const a0 = Math.max(0, first.a0 - CONTEXT);
  const a1 = Math.min(a.length, last.a1 + CONTEXT);
  const b0 = first.b0 - (first.a0 - a0);
  const b1 = last.b1 + (a1 - last.a1);
  const lines: string[] = [`@@ -${extent(a0, a1)} +${extent(b0, b1)} @@\n`];
  let at = a0;
  for (const change of hunk) {
    lines.push(...marked(" ", a.slice(at, change.a0)));
    lines.push(...marked("-", a.slice(change.a0, change.a1)), ...marked("+", b.slice(change.b0, change.b1)));
    at = change.a1;
  }
  return [...lines, ...marked(" ", a.slice(at, a1))].join("");
}

/** First line, counted from 1, and how many; before an empty stretch stands the line it follows. */
function extent(from: number, to: number): string {
  return to - from === 1 ? `${from + 1}` : `${to === from ? from : from + 1},${to - from}`;
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.map((line) => (line.endsWith("\n") ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`));
}

/** Changes whose contexts touch belong to one hunk. */
function group(all: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of all) {
    const previous = hunks.at(-1)?.at(-1);
    if (previous !== undefined && change.a0 - previous.a1 <= 2 * CONTEXT) hunks.at(-1)?.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Eugene Myers, "An O(ND) difference algorithm and its variations", 1986: the greedy form. */
function changes(a: readonly string[], b: readonly string[]): Change[] {
  const trace = shortestEdit(a, b);
  const steps: Change[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d > 0; d--) {
    const reached = trace[d - 1] ?? new Map<number, number>();
    const k = x - y;
    const down = goesDown(reached, k, d);
    const px = reached.get(down ? k + 1 : k - 1) ?? 0;
    const py = px - (down ? k + 1 : k - 1);
    steps.push(down ? { a0: px, a1: px, b0: py, b1: py + 1 } : { a0: px, a1: px + 1, b0: py, b1: py });
    x = px;
    y = py;
  }
  return joined(steps.reverse());
}

/** For each number of edits, how far each diagonal reached. */
function shortestEdit(a: readonly string[], b: readonly string[]): Map<number, number>[] {
  const trace: Map<number, number>[] = [];
  for (let d = 0; d <= a.length + b.length; d++) {
    const before = trace.at(-1) ?? new Map<number, number>();
    const reached = new Map<number, number>();
    trace.push(reached);
    for (let k = -d; k <= d; k += 2) {
      let x = d === 0 ? 0 : goesDown(before, k, d) ? (before.get(k + 1) ?? 0) : (before.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reached.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return trace;
}

/** Whether the furthest way to diagonal `k` inserts a line rather than deletes one. */
function goesDown(before: ReadonlyMap<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && (before.get(k - 1) ?? -1) < (before.get(k + 1) ?? -1));
}

function joined(steps: readonly Change[]): Change[] {
  const result: Change[] = [];
  for (const step of steps) {
    const last = result.at(-1);
    if (last !== undefined && last.a1 === step.a0 && last.b1 === step.b0) {
      result[result.length - 1] = { a0: last.a0, a1: step.a1, b0: last.b0, b1: step.b1 };
    } else result.push(step);
  }
  return result;
}
