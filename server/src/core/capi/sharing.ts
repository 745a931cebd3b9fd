// What threads share through a library: its own state, streams, handles; and what is safe from that.
import { handles } from "./generated/handles.ts";
import { memory } from "./generated/memory.ts";
import { streams } from "./generated/streams.ts";
import { threadIds } from "./generated/thread-ids.ts";
import { unsafe } from "./generated/unsafe.ts";
import { factTable } from "./packed-table.ts";

/** A library function that two threads may not call at once. */
export interface UnsafeCallFact {
  readonly name: string;
  readonly replacement: string;
  /** What it shares, in the words of the manual pages' ATTRIBUTES tables. */
  readonly shares: string;
  /** POSIX calls it unsafe, glibc's own implementation is safe. */
  readonly glibcSafe: boolean;
  readonly source: string;
}

export function unsafeCall(name: string): UnsafeCallFact | undefined {
  return unsafeFacts.first(name);
}

/** `race:mbrtowc/!ps`: it shares memory only where it is given none, which its last argument is for. */
export function hasMemoryOfItsOwn({ shares }: UnsafeCallFact, args: readonly { readonly text: string }[]): boolean {
  const races = shares.split(" ").filter((mark) => mark.startsWith("race"));
  const last = args.at(-1)?.text;
  const isGiven = last !== undefined && !/^(?:NULL|nullptr|0)$/.test(last);
  return isGiven && races.length > 0 && races.every((mark) => mark.includes("/!"));
}

const unsafeFacts = factTable(unsafe, (row): UnsafeCallFact => ({ ...row, glibcSafe: row.glibcSafe === "yes" }));

export interface StreamFact {
  readonly name: string;
  /** A standard stream, or the number of the argument that names the stream or descriptor. */
  readonly stream: "stdin" | "stdout" | "stderr" | number;
  readonly direction: "write" | "read";
  readonly source: string;
}

export function streamCall(name: string): StreamFact | undefined {
  return streamFacts.first(name);
}

const streamFacts = factTable(
  streams,
  (row): StreamFact => ({
    name: row.name,
    stream: row.stream.startsWith("std") ? (row.stream as "stdin" | "stdout" | "stderr") : Number(row.stream),
    direction: row.direction as StreamFact["direction"],
    source: row.source,
  }),
);

/** A library function that works on a handle the caller owns. */
export interface HandleFact {
  readonly name: string;
  /** What the handle is, for people. */
  readonly handle: string;
  /** Which argument it is. */
  readonly argument: number;
  /** `exclusive`: the library allows one thread at a time on one handle; `shared`: several, as long as nobody frees it. */
  readonly sharing: "exclusive" | "shared";
  readonly effect: "uses" | "frees";
  readonly source: string;
}

export function handleCall(name: string): HandleFact | undefined {
  return handleFacts.first(name);
}

const handleFacts = factTable(
  handles,
  (row): HandleFact => ({
    ...row,
    argument: Number(row.argument),
    sharing: row.sharing as HandleFact["sharing"],
    effect: row.effect as HandleFact["effect"],
  }),
);

/** Which argument of a call is memory that is gone afterwards: freed, or moved as `realloc` does. */
export function freedMemory(name: string): number | undefined {
  return memoryFacts.first(name)?.argument;
}

const memoryFacts = factTable(memory, (row) => ({ ...row, argument: Number(row.argument) }));

/** Does it say which thread is running? Asked where an object belongs to the thread that made it. */
export function tellsThread(name: string): boolean {
  return threadIdFacts.first(name) !== undefined;
}

const threadIdFacts = factTable(threadIds, (row) => row);

/** Is a variable of this declared type safe to touch from several threads: thread-local, or atomic? */
export function isAtomicOrThreadLocal(typeText: string): boolean {
  return /\b(?:_Thread_local|thread_local|__thread|_Py_thread_local|_Atomic|atomic_\w+|(?:std::)?atomic|sig_atomic_t|_Py_atomic_\w+)\b|__declspec\s*\(\s*thread\s*\)/.test(
    typeText,
  );
}
