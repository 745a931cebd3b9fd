// Objects of C++ that are used without the GIL, and need it to be destroyed: their other methods take it, or a class beside theirs does so
// in its destructor.
import type { Link } from "../contexts/chains.ts";
import { takesGilForItself } from "../contexts/takers.ts";
import type { ClassDeclaration } from "../mask/file-index.ts";
import type { Methods } from "../summaries/methods.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Span } from "../text/span.ts";
import type { Evidence } from "./evidence.ts";

/** A class whose objects are destroyed without the GIL, as far as the company of its destructor tells. */
export interface BareDestruction {
  readonly name: string;
  /** Null where the class leaves it to the compiler. */
  readonly destructor: { readonly ref: FunctionRef; readonly need: Link } | null;
  /** The type of Python's object in it, where there is no destructor. */
  readonly python: string;
  /** Takes the GIL itself: a method of the class, or the destructor of one with the same base. */
  readonly taker: FunctionRef;
  /** A library calls and destroys it, by the base it has from there; or a class with the same base is destroyed without the GIL. */
  readonly isLikely: boolean;
}

/** A copy that the compiler makes of a class whose destructor takes the GIL for what it holds. */
export interface BareCopy {
  readonly name: string;
  readonly destructor: FunctionRef;
  readonly python: string;
  /** In the destructor's file: where the class asks for it. */
  readonly span: Span;
}

/** In order of the destructors. */
export function* bareCopies({ program }: Evidence): Iterable<BareCopy> {
  for (const destructor of program.relevant) {
    const { cplusplus, name } = destructor.extent;
    if (cplusplus === undefined || !name.startsWith("~") || !takesGilForItself(program.analysed(destructor))) continue;
    const own = name.slice(1);
    const asked = new RegExp(
      `\\b${own}\\s*\\(\\s*(?:const\\s+${own}|${own}\\s+const)\\s*&\\s*\\w*\\s*\\)[^;{]*=\\s*default`,
    );
    const at = asked.exec(program.text(destructor.path));
    const { python } = program.handling("copy", own, cplusplus.scope, destructor.path);
    if (at !== null && python !== null)
      yield { name: own, destructor, python, span: { start: at.index, end: at.index + own.length } };
  }
}

/** One for each class, in order of the functions that take the GIL. */
export function* bareDestructions(evidence: Evidence): Iterable<BareDestruction> {
  const { methods } = evidence.program.symbols;
  const told = new Set<string>();
  for (const analysed of evidence.program.relevant.map((ref) => evidence.program.analysed(ref))) {
    const taker = analysed.ref;
    const { cplusplus, name } = taker.extent;
    if (cplusplus === undefined || cplusplus.isLambda || cplusplus.owner === "" || !takesGilForItself(analysed))
      continue;
    const [own, ...others] = methods.classes.meant(cplusplus.owner, cplusplus.scope);
    if (own === undefined || others.length > 0) continue;
    const isCopied = name === own.name && isCopier(evidence, own.name, taker);
    if (name === own.name && !isCopied) continue;
    const isBeside = name.startsWith("~");
    const beside = isBeside ? derivedFrom(methods, own) : [own.name];
    for (const one of beside) {
      if (told.has(one)) continue;
      const found = destructionOf(evidence, one, taker);
      const isSure = isCopied || (found !== null && isPartOf(evidence, taker, found));
      if (found === null || !(isSure || isGivenAway(evidence, one))) continue;
      told.add(one);
      yield { ...found, isLikely: isSure || isBeside || own.bases.some((base) => isForeign(evidence, base, taker)) };
    }
  }
}

/** A constructor that copies, or that the one which does gives all its work to: whoever copies without the GIL destroys without it. */
function isCopier({ program }: Evidence, name: string, { path, extent }: FunctionRef): boolean {
  const copies = new RegExp(`\\b${name}\\s*(?:const\\s*)?&(?!&)`);
  const isCopying = (at: string, { params }: FunctionRef["extent"]): boolean =>
    copies.test(program.text(at).slice(params.start, params.end));
  if (isCopying(path, extent)) return true;
  return program.symbols.methods
    .constructors(name, 1)
    .some((other) => isCopying(other.path, other.extent) && other.extent.calls.includes(name));
}

/** The other classes that have one of its bases. */
function derivedFrom({ classes }: Methods, { name, bases }: ClassDeclaration): readonly string[] {
  return [...classes.all].flatMap(([other, all]) =>
    other !== name && all.some((one) => one.bases.some((base) => bases.includes(base))) ? [other] : [],
  );
}

function destructionOf(evidence: Evidence, name: string, taker: FunctionRef): Omit<BareDestruction, "isLikely"> | null {
  const { program, needs } = evidence;
  const ref = program.symbols.methods.destructor(name, taker.path);
  if (ref === undefined) {
    const scope = taker.extent.cplusplus?.scope ?? "";
    const { python } = program.handling("destroy", name, scope, taker.path);
    return python === null ? null : { name, destructor: null, python, taker };
  }
  const need = needs.of(ref);
  // What it does before and after it takes the GIL itself is told of there.
  if (need === null || evidence.unheld.of(program.analysed(ref)).length > 0) return null;
  return { name, destructor: { ref, need }, python: "", taker };
}

/** Whether the destructor, and nobody else, calls what takes the GIL: it is a part of it. */
function isPartOf(
  { program }: Evidence,
  taker: FunctionRef,
  { destructor }: Pick<BareDestruction, "destructor">,
): boolean {
  if (destructor === null || program.symbols.isPointedTo(taker.extent.name)) return false;
  const [caller, ...others] = program.mentions.callersOf(taker);
  return caller === destructor.ref && others.length === 0;
}

/** Whether some function makes such objects for others to own: where a variable dies can be seen, where they die cannot. */
function isGivenAway({ program }: Evidence, name: string): boolean {
  const made = new RegExp(
    `(?:[(,]|\\breturn\\b)\\s*new\\s+(?:\\w+::)*${name}\\b|\\bmake_\\w+\\s*<\\s*(?:\\w+::)*${name}\\b`,
  );
  return program.mentions
    .of(new Set([name]))
    .some(({ path, extent }) => made.test(program.text(path).slice(extent.body.start, extent.body.end)));
}

/** Of a library that is not the language's own: neither a class of the workspace, nor a parameter of a template. */
function isForeign({ program }: Evidence, base: string, { path }: FunctionRef): boolean {
  if (base.startsWith("std::") || program.symbols.methods.classes.has(base)) return false;
  return !new RegExp(`\\b(?:typename|class)\\s+${base}\\s*[,>=]`).test(program.text(path));
}
