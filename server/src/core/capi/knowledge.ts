// What names mean for the GIL: one look-up per kind of fact. The facts are data (tables/*.tsv, each row with its source; generated/*.ts is their
// packed form), so a new fact is a new row, never code. Exact names decide.
import { api } from "./generated/api.ts";
import { blocking } from "./generated/blocking.ts";
import { blockingArguments as blockingCases } from "./generated/blocking-arguments.ts";
import { borrowed as borrowedReferences } from "./generated/borrowed.ts";
import { callbacks } from "./generated/callbacks.ts";
import { fields } from "./generated/fields.ts";
import { guards } from "./generated/guards.ts";
import { handles } from "./generated/handles.ts";
import { lockGuards } from "./generated/lock-guards.ts";
import { lockTypes } from "./generated/lock-types.ts";
import { locks } from "./generated/locks.ts";
import { noReturn as neverReturning } from "./generated/no-return.ts";
import { objectHeads } from "./generated/object-heads.ts";
import { streams } from "./generated/streams.ts";
import { threadIds } from "./generated/thread-ids.ts";
import { transitions } from "./generated/transitions.ts";
import { unsafe } from "./generated/unsafe.ts";
import { factTable, type Row } from "./packed-table.ts";

// ── The C-API ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `accessor`: reads an object's memory and touches no reference count and no error. */
type GilNeed = "needs" | "free" | "accessor" | "transition";

export interface ApiFact {
  readonly name: string;
  readonly kind: "function" | "macro" | "inline" | "constant" | "type" | "variable";
  readonly gil: GilNeed;
  /** How sure `free` is: CPython says so, its code shows it, it depends on the version, or nobody promises it. Null where not `free`. */
  readonly certainty: "documented" | "implementation" | "version-dependent" | "uncertain" | null;
  /** First and last version of CPython that has it; null: unknown, or still there. */
  readonly first: string | null;
  readonly last: string | null;
  /** Set where the name looks safe without the GIL and is not. */
  readonly trap: { readonly why: string; readonly alternative: string } | null;
  readonly accessorRisk: "low" | "medium" | "high" | null;
  readonly source: string;
}

export function apiFact(name: string): ApiFact | undefined {
  return apiFacts.first(name);
}

/** Shaped like the C-API (`Py[A-Z]…`, `Py_…`, `_Py…`): for a name no table and no header knows. */
export function looksLikeApi(name: string): boolean {
  return /^(?:Py[A-Z_]|_Py)\w*$/.test(name);
}

const apiFacts = factTable(
  api,
  (row): ApiFact => ({
    name: row.name,
    kind: row.kind as ApiFact["kind"],
    gil: row.gil as GilNeed,
    certainty: row.certainty === "" ? null : (row.certainty as ApiFact["certainty"]),
    first: textOrNull(row.first),
    last: textOrNull(row.last),
    trap: row.why === "" ? null : { why: row.why, alternative: row.alternative },
    accessorRisk: row.risk === "" ? null : (row.risk as ApiFact["accessorRisk"]),
    source: row.source,
  }),
);

// ── What changes the GIL's state ───────────────────────────────────────────────────────────────────────────────────────────────

/** `release-inside`: releases for a while and comes back in the state it was entered in. `lose`: there is no GIL any more. */
type TransitionOp = "release" | "acquire" | "ensure" | "release-ensure" | "swap" | "release-inside" | "lose" | "none";

export interface TransitionFact {
  readonly name: string;
  readonly op: TransitionOp;
  /**
   * Where the thread state is kept. `lexical`: in the variable named `variable`; `result`: returned; `argument`: in argument number
   * `argument` (the variable or its address); `object`: in a field of argument `argument`, or of self when that is -1; `hidden`: elsewhere; `started`:
   * it is made with the interpreter; `ended`: it goes with the interpreter.
   */
  readonly state: "lexical" | "result" | "argument" | "object" | "hidden" | "started" | "ended";
  readonly argument: number;
  /** Braces the macro opens or closes; `braces` is how many. */
  readonly scope: "opens" | "closes" | "none";
  readonly braces: number;
  readonly variable: string | null;
  /** For use inside a scope, as `Py_BLOCK_THREADS`. */
  readonly block: boolean;
  /** Does nothing in some cases: under a threshold, when already released, when there is no need to wait. */
  readonly conditional: boolean;
  /** The state the macro's arguments are evaluated in. */
  readonly argumentsRun: "before" | "released" | "held";
  readonly pairs: readonly string[];
  readonly project: string;
  readonly note: string;
  readonly source: string;
}

export function transitionFact(name: string): TransitionFact | undefined {
  return transitionFacts.first(name);
}

export function transitionNames(): Iterable<string> {
  return transitionFacts.names();
}

const transitionFacts = factTable(
  transitions,
  (row): TransitionFact => ({
    name: row.name,
    op: row.op as TransitionOp,
    state: row.state as TransitionFact["state"],
    argument: numberOr(row.argument, -1),
    scope: row.scope as TransitionFact["scope"],
    braces: numberOr(row.braces, 0),
    variable: textOrNull(row.variable),
    block: row.block === "yes",
    conditional: row.conditional === "yes",
    argumentsRun: row.argumentsRun as TransitionFact["argumentsRun"],
    pairs: words(row.pairs),
    project: row.project,
    note: row.note,
    source: row.source,
  }),
);

/** A C++ type whose objects release or acquire while they live (or, for one, a macro that declares such an object). */
export interface ScopedGuard {
  readonly name: string;
  readonly op: "release" | "acquire";
  readonly conditional: boolean;
  readonly project: string;
  readonly note: string;
  readonly source: string;
}

/** `typeName` as written: qualified or not, with template arguments or not. */
export function scopedGuard(typeName: string): ScopedGuard | undefined {
  return guardFacts.first(unqualified(typeName));
}

/** Is it a C++ type whose objects hold a lock while they live, as `std::lock_guard<std::mutex>`? */
export function isLockGuard(typeName: string): boolean {
  return lockGuardFacts.first(unqualified(typeName)) !== undefined;
}

/** Whether whoever waits for the lock of such an object keeps the GIL: those of free-threaded Python give up their thread state. */
export function isOrderedGuard(typeName: string): boolean {
  return lockGuardFacts.first(unqualified(typeName))?.ordered !== "";
}

const guardFacts = factTable(
  guards,
  (row): ScopedGuard => ({
    name: row.name,
    op: row.op as ScopedGuard["op"],
    conditional: row.conditional === "yes",
    project: row.project,
    note: row.note,
    source: row.source,
  }),
);
const lockGuardFacts = factTable(lockGuards, (row) => row);

// ── Waiting ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** How likely the wait is long enough to matter: sleep, sockets, databases; disks, long computation; bounded work; no wait at all. */
export type BlockingWeight = "high" | "medium" | "low" | "none";

export interface BlockingFact {
  readonly name: string;
  readonly family: string;
  readonly weight: BlockingWeight;
  readonly why: string;
  readonly source: string;
}

export function blockingFact(name: string): BlockingFact | undefined {
  return blockingFacts.first(name);
}

const blockingFacts = factTable(blocking, (row): BlockingFact => ({ ...row, weight: row.weight as BlockingWeight }));

/** How long a call waits when an argument reads so: a time-out of zero, a path that the kernel answers. */
export interface BlockingCase {
  /** Of a function, or of a family of them. */
  readonly name: string;
  /** -1: any of them. */
  readonly argument: number;
  /** Canonical texts, with `*` for anything; `zeroed`: the address of something that holds zeros. */
  readonly texts: readonly string[];
  readonly weight: BlockingWeight;
  readonly why: string;
  readonly source: string;
}

/** The first that fits decides. */
export function blockingArguments(nameOrFamily: string): readonly BlockingCase[] {
  return blockingCaseFacts.all(nameOrFamily);
}

const blockingCaseFacts = factTable(
  blockingCases,
  (row): BlockingCase => ({
    ...row,
    argument: row.argument === "*" ? -1 : Number(row.argument),
    texts: words(row.texts),
    weight: row.weight as BlockingWeight,
  }),
);

// ── Sharing: state, streams, locks ─────────────────────────────────────────────────────────────────────────────────────────────

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

export interface LockFact {
  readonly name: string;
  /** `wait` gives the lock up while it waits and has it again afterwards. */
  readonly op: "lock" | "unlock" | "trylock" | "wait";
  /** Which argument is the lock; -1: none, it closes the scope its partner opened. */
  readonly argument: number;
  readonly kind: string;
  readonly blocks: boolean;
  readonly pairs: readonly string[];
  /** Held by one thread at a time, and waited for without giving the GIL up: PyMutex detaches while it waits, a semaphore has no owner. */
  readonly ordered: boolean;
  /** What a try returns when it has the lock; null where that is not asked for. */
  readonly taken: "zero" | "nonzero" | null;
  /** The name of the value it returns then; null where it has none. */
  readonly takenAs: string | null;
  readonly source: string;
}

export function lockCall(name: string): LockFact | undefined {
  return lockFacts.first(name);
}

export function lockNames(): Iterable<string> {
  return lockFacts.names();
}

const lockFacts = factTable(
  locks,
  (row): LockFact => ({
    ...row,
    op: row.op as LockFact["op"],
    argument: numberOr(row.argument, -1),
    blocks: row.blocks === "yes",
    pairs: words(row.pairs),
    ordered: row.ordered === "yes",
    taken: row.taken === "" ? null : (row.taken as "zero" | "nonzero"),
    takenAs: textOrNull(row.takenAs),
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

/** Does it say which thread is running? Asked where an object belongs to the thread that made it. */
export function tellsThread(name: string): boolean {
  return threadIdFacts.first(name) !== undefined;
}

const threadIdFacts = factTable(threadIds, (row) => row);

/** A type of locks, and the calls that take and give one, with `%` for the lock. */
export interface LockType {
  readonly name: string;
  readonly take: string;
  readonly give: string;
  readonly source: string;
}

export function lockType(name: string): LockType | undefined {
  return lockTypeFacts.first(name);
}

const lockTypeFacts = factTable(lockTypes, (row): LockType => row);

/** Is a variable of this declared type safe to touch from several threads: thread-local, or atomic? */
export function isAtomicOrThreadLocal(typeText: string): boolean {
  return /\b(?:_Thread_local|thread_local|__thread|_Py_thread_local|_Atomic|atomic_\w+|(?:std::)?atomic|sig_atomic_t|_Py_atomic_\w+)\b|__declspec\s*\(\s*thread\s*\)/.test(
    typeText,
  );
}

// ── Control ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface CallbackFact {
  readonly name: string;
  /** Which argument is the function; -1: the name is a variable, and assigning a function to it registers that. */
  readonly argument: number;
  /**
   * The state the callee is entered in. `released`: on a thread without a thread state; `caller`: on the calling thread, in the state it
   * has at that call or at a later one into the library; `held`: Python calls it.
   */
  readonly state: "released" | "caller" | "held";
  readonly note: string;
  readonly source: string;
}

export function callbackRegistrations(name: string): readonly CallbackFact[] {
  return callbackFacts.all(name);
}

const callbackFacts = factTable(
  callbacks,
  (row): CallbackFact => ({
    ...row,
    argument: Number(row.argument),
    state: row.state as CallbackFact["state"],
  }),
);

export function noReturn(name: string): boolean {
  return noReturnFacts.first(name) !== undefined;
}

const noReturnFacts = factTable(neverReturning, (row) => row);

// ── Objects ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface BorrowedFact {
  readonly name: string;
  readonly kind: "borrowed" | "unsafe-macro";
  readonly replacement: string;
  /** First version of CPython with the replacement. */
  readonly since: string | null;
  readonly risk: "low" | "medium" | "high";
  readonly note: string;
  readonly source: string;
}

export function borrowed(name: string): BorrowedFact | undefined {
  return borrowedFacts.first(name);
}

const borrowedFacts = factTable(
  borrowedReferences,
  (row): BorrowedFact => ({
    ...row,
    kind: row.kind as BorrowedFact["kind"],
    since: textOrNull(row.since),
    risk: row.risk as BorrowedFact["risk"],
  }),
);

/** Is it a field of one of CPython's own object structs, as `ob_refcnt`? */
export function objectField(name: string): boolean {
  return fieldFacts.first(name) !== undefined;
}

/** Does a struct whose first member this is belong to Python, as `PyObject_HEAD`? A macro or a type. */
export function isObjectHead(name: string): boolean {
  return objectHeadFacts.first(name) !== undefined;
}

const objectHeadFacts = factTable(objectHeads, (row) => row);

const fieldFacts = factTable(fields, (row: Row<"name" | "source">) => row);

// ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const textOrNull = (cell: string): string | null => (cell === "" ? null : cell);

const numberOr = (cell: string, otherwise: number): number => (cell === "" ? otherwise : Number(cell));

const words = (cell: string): readonly string[] => (cell === "" ? [] : cell.split(" "));

const unqualified = (typeName: string): string => typeName.replace(/<.*$/s, "").replace(/^.*::/, "").trim();
