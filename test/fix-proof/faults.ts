// Mistakes made on purpose in code that is right: what people forget around the GIL, one at a time.
import type { TextEdit } from "../../server/src/core/text/edits.ts";
import { type Span, span } from "../../server/src/core/text/span.ts";

export interface Fault {
  readonly kind: string;
  readonly edits: readonly TextEdit[];
}

/** All that can be made in a file, in order of kind and place. */
export function faultsIn(text: string): Fault[] {
  return [
    ...dropped(text, "drop an END", /^[ \t]*Py_END_ALLOW_THREADS\b;?[ \t]*\r?\n/gm),
    ...dropped(text, "drop a BLOCK", /^[ \t]*Py_BLOCK_THREADS\b;?[ \t]*\r?\n/gm),
    ...dropped(text, "drop a RestoreThread", /^[ \t]*PyEval_RestoreThread\([^()\n]*\);[ \t]*\r?\n/gm),
    ...dropped(text, "drop a Release", /^[ \t]*PyGILState_Release\(\w+\);[ \t]*\r?\n/gm),
    ...ensures(text),
    ...regions(text),
    ...locks(text),
    ...movedIn(text),
  ];
}

function dropped(text: string, kind: string, line: RegExp): Fault[] {
  return [...text.matchAll(line)].map((match) => ({ kind, edits: [removal(match)] }));
}

/** The GIL is not taken at all: Ensure, and every Release of what it returned up to the end of the function. */
function ensures(text: string): Fault[] {
  return [...text.matchAll(/^[ \t]*(?:PyGILState_STATE )?(\w+) = PyGILState_Ensure\(\);[ \t]*\r?\n/gm)].flatMap(
    (match) => {
      const rest = restOfFunction(text, match.index);
      const releases = [
        ...matchesIn(text, rest, new RegExp(`^[ \\t]*PyGILState_Release\\(${match[1]}\\);[ \\t]*\\r?\\n`, "gm")),
      ];
      const edits = [removal(match), ...releases.map(removal)];
      return releases.length === 0 ? [] : [{ kind: "drop an Ensure and its Releases", edits }];
    },
  );
}

/** The GIL is not released: BEGIN and END of a region that is not suspended or left in between. */
function regions(text: string): Fault[] {
  const region =
    /^[ \t]*Py_BEGIN_ALLOW_THREADS\b;?[ \t]*\r?\n((?:(?!Py_(?:BEGIN|END)_ALLOW_THREADS|BLOCK_THREADS)[^\n]*\n){1,12}?)[ \t]*Py_END_ALLOW_THREADS\b;?[ \t]*\r?\n/gm;
  return [...text.matchAll(region)].map((match) => ({
    kind: "drop a region",
    edits: [{ span: span(match.index, match.index + match[0].length), newText: match[1] ?? "" }],
  }));
}

/** A lock is not taken: the call, and every one up to the end of the function that gives it back. */
function locks(text: string): Fault[] {
  const lock = /^[ \t]*(pthread_mutex_|PyThread_(?:acquire|release)_|f)lock(?:file)?\(([^();\n]*)\);[ \t]*\r?\n/gm;
  return [...text.matchAll(lock)].flatMap((match) => {
    const argument = (match[2] ?? "")
      .split(",", 1)
      .join()
      .trim()
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const rest = restOfFunction(text, match.index);
    const unlock = `^[ \\t]*(?:pthread_mutex_un|PyThread_release_|fun)lock(?:file)?\\(${argument}\\);[ \\t]*\\r?\\n`;
    const unlocks = [...matchesIn(text, rest, new RegExp(unlock, "gm"))];
    return unlocks.length === 0 ? [] : [{ kind: "drop a lock", edits: [removal(match), ...unlocks.map(removal)] }];
  });
}

/** A line that calls the C-API, in front of a region or behind it, is moved over the border. */
function movedIn(text: string): Fault[] {
  const behind = /^[ \t]*Py_END_ALLOW_THREADS\b;?[ \t]*\r?\n(?=([^\n]*\n))/gm;
  const before = /^([^\n]*\n)(?=[ \t]*Py_BEGIN_ALLOW_THREADS\b;?[ \t]*\r?\n)/gm;
  const faults: Fault[] = [];
  for (const match of text.matchAll(behind)) {
    const line = match[1] ?? "";
    const end = match.index + match[0].length;
    if (isApiCall(line))
      faults.push({
        kind: "move a call into a region",
        edits: [insertion(match.index, line), { span: span(end, end + line.length), newText: "" }],
      });
  }
  for (const match of text.matchAll(before)) {
    const line = match[1] ?? "";
    const begin = match.index + line.length;
    const behindBegin = text.indexOf("\n", begin) + 1;
    if (isApiCall(line))
      faults.push({ kind: "move a call into a region", edits: [removal(match), insertion(behindBegin, line)] });
  }
  return faults;
}

/** A whole statement that is neither a declaration nor a way out. */
function isApiCall(line: string): boolean {
  return (
    /^[ \t]*(?:[\w>.-]+ = )?(?:\([^()]*\) ?)?Py[A-Z_]\w*\(.*\);[ \t]*\r?$/m.test(line) &&
    !/PyEval_|PyGILState_|PyThread_|PyMem_Raw/.test(line)
  );
}

function removal(match: RegExpExecArray | RegExpMatchArray): TextEdit {
  const start = match.index ?? 0;
  const length = match[1] !== undefined && match[0].startsWith(match[1]) ? match[1].length : match[0].length;
  return { span: span(start, start + length), newText: "" };
}

function insertion(at: number, newText: string): TextEdit {
  return { span: span(at, at), newText };
}

/** Up to the brace in the first column that closes the function, as most code is written. */
function restOfFunction(text: string, from: number): Span {
  const end = text.indexOf("\n}", from);
  return span(from, end < 0 ? text.length : end);
}

function* matchesIn(text: string, { start, end }: Span, pattern: RegExp): Iterable<RegExpExecArray> {
  pattern.lastIndex = start;
  for (let match = pattern.exec(text); match !== null && match.index < end; match = pattern.exec(text)) yield match;
}
