// How long a call may wait: by its name, and by what it is told.
import {
  type BlockingCase,
  type BlockingFact,
  type BlockingWeight,
  blockingArguments,
  blockingFact,
  blockingMethod,
  takesAsMany,
  waitsAsMethod,
} from "../capi/blocking.ts";
import { isLockGuard } from "../capi/guards.ts";
import { lockCall } from "../capi/locks.ts";
import type { Argument, CallEffect, FunctionEffects } from "../effects/effect.ts";
import { knowsPython } from "../summaries/knows-python.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { lastOf, plainType } from "../summaries/type-names.ts";
import type { Analysed } from "../summaries/uses.ts";

export interface Wait {
  readonly name: string;
  readonly family: string;
  readonly weight: Exclude<BlockingWeight, "none">;
  /** What it waits for, as "waits for the network". */
  readonly why: string;
}

/** Null for a call that does not wait, whatever its name says. */
export function waitOf(
  { ref, effects }: Pick<Analysed, "ref" | "effects">,
  call: CallEffect,
  program: Program,
): Wait | null {
  const at = { effects, program, path: ref.path };
  const method = ofMethod(call, at);
  if (method !== null) return method;
  const named = byName(call, at);
  if (named === null) return null;
  const isShort = named.weight !== "low" && (asksNotToWait(named, [ref]) || isOwnLock(call, effects));
  const wait: Wait = isShort ? { ...named, weight: "low" } : named;
  const target = program.target(call, ref.path);
  if (target.kind === "external") return wait;
  const isVendored =
    target.kind === "functions" && !target.throughPointer && target.refs.every((callee) => isLibrary(callee, program));
  return isVendored && wait.weight !== "low" ? wait : null;
}

/** Whether a call by its name alone can be one that waits, and long enough to be worth a finding. */
export function mayWait({ callee, pointer, cplusplus }: CallEffect, { traits }: Program): boolean {
  if (pointer === null || cplusplus?.object?.role !== "member") return traits.isBlocking(callee);
  return pointer.slot !== null && waitsAsMethod(pointer.slot);
}

/** Whether one of the functions asks for what only a descriptor that is set not to wait answers. */
export function asksNotToWait({ family }: Wait, refs: readonly FunctionRef[]): boolean {
  if (family !== "network" && family !== "file") return false;
  return refs.some(({ extent }) =>
    extent.names.some((name) => /^(?:WSA)?E(?:AGAIN|WOULDBLOCK|INPROGRESS)$/.test(name)),
  );
}

/** A semaphore that is given back where it was taken is a lock, and like any lock mostly held for moments. */
function isOwnLock({ callee, args }: CallEffect, { blocks }: FunctionEffects): boolean {
  const fact = lockCall(callee);
  const lock = args?.[fact?.argument ?? -1]?.text;
  if (fact?.op !== "lock" || lock === undefined) return false;
  return blocks.some(({ effects }) =>
    effects.some(
      (effect) =>
        effect.kind === "call" && fact.pairs.includes(effect.callee) && effect.args?.[fact.argument]?.text === lock,
    ),
  );
}

/** A library's function whose source is in the workspace: the table knows it better than what it calls tells. No method of a class is one. */
function isLibrary(ref: FunctionRef, program: Program): boolean {
  const { name, isStatic, cplusplus } = ref.extent;
  if (cplusplus !== undefined && cplusplus.scope !== "" && !name.includes("::")) return false;
  return !isStatic && /_|[a-z][A-Z]/.test(name) && !knowsPython(ref, program);
}

/** Where a call stands: what else its function does, and the macros it sees. */
interface Surroundings {
  readonly effects: FunctionEffects;
  readonly program: Program;
  readonly path: string;
}

function byName(call: CallEffect, at: Surroundings): Wait | null {
  const name = call.callee;
  if (call.pointer !== null || call.args === null) return null;
  if (at.program.configured.blocking.has(name))
    return { name, family: "configured", weight: "high", why: "configured as blocking" };
  const fact = blockingFact(name);
  if (fact === undefined || !takesAsMany(name, call.args.length)) return null;
  const found = caseOf(call, fact, at) ?? caseOfSource(call, at);
  return found === undefined && isTold(call) ? null : waitFor(fact, found);
}

/** What is known by the name, or by what the arguments say. */
function waitFor(fact: BlockingFact, found: BlockingCase | undefined): Wait | null {
  const { weight, why } = found ?? fact;
  return weight === "none" ? null : { name: fact.name, family: fact.family, weight, why: why === "" ? fact.why : why };
}

/** `worker.join()`, by the declared type of `worker`. */
function ofMethod(call: CallEffect, at: Surroundings): Wait | null {
  const method = call.pointer?.slot ?? null;
  if (method === null || call.cplusplus?.object?.role !== "member" || !mayWait(call, at.program)) return null;
  if (at.program.target(call, at.path).kind === "functions" || isAwaited(call, method, at.effects)) return null;
  const type = waitingType(call, method, at);
  const fact = type === null ? undefined : blockingMethod(plainType(type), method);
  if (fact === undefined || !at.program.traits.isBlocking(fact.name)) return null;
  return waitFor(fact, caseOf(call, fact, at));
}

/** A result that the function has waited for elsewhere: `get` only fetches it. */
function isAwaited(call: CallEffect, method: string, { blocks }: FunctionEffects): boolean {
  const text = call.cplusplus?.object?.text;
  if (method !== "get" || text === undefined) return false;
  return blocks.some(({ effects }) =>
    effects.some(
      (effect) =>
        effect.kind === "call" &&
        effect.cplusplus?.object?.text === text &&
        /^wait(?:_for|_until)?$/.test(effect.pointer?.slot ?? ""),
    ),
  );
}

/**
 * The type of the object. What is told to wait with a lock guard is a condition variable, whatever leads to it, and an element that is
 * joined without a word is a thread.
 */
function waitingType(call: CallEffect, method: string, { effects, program, path }: Surroundings): string | null {
  const { text = "", type: declared = null } = call.cplusplus?.object ?? {};
  const lock = effects.locals[call.args?.[0]?.text ?? ""]?.type;
  if (lock !== undefined && isLockGuard(lastOf(lock))) return CONDITION;
  const { symbols } = program;
  const type = symbols.methods.receiver(call, path) ?? symbols.variable(text, path)?.variable.type;
  if (type !== undefined && plainType(type) !== "auto") return type;
  const isElement = text.endsWith("]") || (declared !== null && plainType(declared) === "auto");
  const isJoined = method === "join" && call.args?.length === 0 && call.pointer?.text === `${text}.${method}`;
  return isElement && isJoined ? THREAD : null;
}

/** What the standard library calls them. */
const CONDITION = "condition_variable";
const THREAD = "thread";

/** What the arguments say. */
function caseOf(
  call: CallEffect,
  { name, family }: Pick<BlockingFact, "name" | "family">,
  at: Surroundings,
): BlockingCase | undefined {
  const cases = [...blockingArguments(name), ...blockingArguments(family)];
  if (cases.length === 0) return undefined;
  const asked = { ...call, args: (call.args ?? []).map((arg) => spelt(arg, at)) };
  return cases.find((row) => fits(row, asked, at.effects));
}

/** What is read from a file waits as opening that does: `fgets(line, size, f)` after `f = fopen("/proc/stat", "r")`. */
function caseOfSource({ args }: CallEffect, at: Surroundings): BlockingCase | undefined {
  for (const { kind, text } of args ?? []) {
    if (kind !== "name" || at.effects.locals[text] === undefined) continue;
    const sources = at.effects.blocks.flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.kind === "call" && effect.result === text ? [effect] : [])),
    );
    const cases = sources.map((call) => {
      const fact = blockingFact(call.callee);
      return fact?.family === FILES ? caseOf(call, fact, at) : undefined;
    });
    if (cases.length > 0 && cases.every((found) => found?.name === FILES)) return cases[0];
  }
  return undefined;
}

/** Calls on files, as the tables group them. */
const FILES = "file";

/** `PATH` for `#define PATH "/proc/stat"` is that text. */
function spelt(arg: Argument, { effects, program, path }: Surroundings): Argument {
  if (arg.kind !== "name" || effects.locals[arg.text] !== undefined) return arg;
  const body = program.macros.scope(path).get(arg.text)?.body ?? "";
  return /^".*"$/.test(body) ? { ...arg, kind: "literal", text: body } : arg;
}

/** A flag that says not to wait. */
function isTold({ args }: CallEffect): boolean {
  return args?.some(({ text }) => /(?:DONTWAIT|NONBLOCK|NOWAIT)\w*/.test(text)) === true;
}

function fits({ argument, texts }: BlockingCase, { args }: CallEffect, effects: FunctionEffects): boolean {
  const asked = argument < 0 ? (args ?? []) : (args?.slice(argument, argument + 1) ?? []);
  if (argument < 0 && texts.includes("*")) return true;
  return asked.some((one) =>
    texts.some((wanted) => {
      if (wanted === "zeroed") return one.kind === "address" && one.base !== null && isZeroed(effects, one.base);
      return (
        isText(one.text, wanted) ||
        (wanted.startsWith('"') && writtenInto(effects, one).some((text) => isText(text, wanted)))
      );
    }),
  );
}

function isText(text: string, wanted: string): boolean {
  return wanted.includes("*") ? globOf(wanted).test(text) : text === wanted;
}

/** The literals that go into a local buffer: `snprintf(path, sizeof(path), "/proc/%d/stat", pid)`. */
function writtenInto({ blocks, locals }: FunctionEffects, { kind, text }: Argument): readonly string[] {
  if (kind !== "name" || locals[text] === undefined) return [];
  return blocks.flatMap(({ effects }) =>
    effects.flatMap((effect) =>
      effect.kind === "call" && effect.args?.[0]?.text.replace(/^&/, "") === text
        ? effect.args.slice(1).flatMap((arg) => (arg.kind === "literal" ? [arg.text] : []))
        : [],
    ),
  );
}

const globs = new Map<string, RegExp>();

function globOf(text: string): RegExp {
  let known = globs.get(text);
  if (known === undefined) {
    known = new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*")}$`);
    globs.set(text, known);
  }
  return known;
}

/** Whether nothing but zeros is put into the fields of a local variable. */
function isZeroed({ blocks, locals }: FunctionEffects, name: string): boolean {
  if (locals[name] === undefined) return false;
  const stores = blocks.flatMap(({ effects }) =>
    effects.flatMap((effect) =>
      effect.kind === "store" && effect.base === name && effect.through !== "name" ? [effect] : [],
    ),
  );
  return new Set(stores.map(({ target }) => target)).size > 1 && stores.every(({ value }) => value === 0);
}
