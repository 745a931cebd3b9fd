// A borrowed reference made one's own: asked for as a strong one, and given back on every way out.

import { playsRole, takesReference } from "../../capi/roles.ts";
import type { Effect } from "../../effects/effect.ts";
import type { Borrowing } from "../../evidence/borrowings.ts";
import type { Code } from "../../fixes/code.ts";
import { exitAt, isNullCheck, leaves, returnedValue } from "../../fixes/exits.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { withoutStatement } from "../../fixes/remove.ts";
import { allStatements, ancestors, type Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import type { TextEdit } from "../../text/edits.ts";
import { wordsOf } from "../../text/names.ts";
import { contains, type Span, shift, span } from "../../text/span.ts";
import type { Remedies } from "../rule.ts";
import { callsIn } from "./calls.ts";
import type { Patient } from "./region.ts";

/** Nothing where it cannot be shown that the reference is given back exactly once. */
export function ownReference(patient: Patient, { use: { effect }, fact }: Borrowing): Remedies {
  const { analysed, code } = patient;
  const { replacement, since } = fact;
  if (!replacement.endsWith("Ref")) return new Refusal("There is no call that could be put in its place.");
  if (!isKnown(patient, replacement, since))
    return new Refusal(
      `${replacement} came with Python ${since}, and the project is for older ones too ("python" in gilint.toml says for which).`,
    );
  const name = effect.result;
  const statement = code.statementAt(effect.span.start + code.body.start);
  const isOwn =
    analysed.effects.locals[name]?.parameter === -1 && /^PyObject\s*\*$/.test(analysed.effects.locals[name].type);
  if (!isOwn || effect.macro !== null || statement.parent?.kind !== "block")
    return new Refusal("The reference is not kept in a variable of the function, in a statement of its own.");
  const asked = asStrong(code, statement, effect, name, replacement);
  if (asked === null || analysed.effects.damage !== null)
    return new Refusal(`The statement would have to be written anew for ${replacement}.`);
  const kept = keptBehind(code, statement, name);
  const rest = kept === null ? givenBack(patient, statement, name) : withoutStatement(code, kept);
  if (rest === null)
    return new Refusal("It cannot be shown that the reference would be given back exactly once on every way.");
  const title = `Own the reference: ${replacement}${since === null ? "" : ` (Python ${since})`}`;
  return [{ title, safe: false, edits: [...asked, ...(Array.isArray(rest) ? rest : [rest])] }];
}

/** Whether every Python the project supports has a function, or the project brings it: in a header for older ones. */
function isKnown(
  { evidence: { program, settings }, analysed, code }: Patient,
  name: string,
  since: string | null,
): boolean {
  const [major = 0, minor = 0] = (since ?? "").split(".").map(Number);
  const [oldest, version] = settings.python;
  if (oldest > major || (oldest === major && version >= minor)) return true;
  if (program.symbols.resolve(name, analysed.ref.path) !== undefined) return true;
  return new RegExp(`^extern\\b[^;(]*\\b${name}\\s*\\(`, "m").test(code.text);
}

/** `x = F(a);` as `x = G(a);`, or as `G(a, &x);` where the reference comes through an argument. */
function asStrong(
  code: Code,
  statement: Statement,
  { span: callee, whole }: { readonly span: Span; readonly whole: Span },
  name: string,
  replacement: string,
): TextEdit[] | null {
  const called = shift(callee, code.body.start);
  const call = shift(whole, code.body.start);
  if (!playsRole(replacement, "gives-through-argument")) return [{ span: called, newText: replacement }];
  const text = code.masked(statement);
  const head = new RegExp(`^(PyObject\\s*\\*\\s*)?${name}\\s*=\\s*$`).exec(text.slice(0, call.start - statement.start));
  if (head === null || text.slice(call.end - statement.start) !== ";") return null;
  const declaration =
    head[1] === undefined ? "" : `${code.text.slice(statement.start, statement.start + head[1].length)}${name};`;
  const start = statement.start;
  const moved = declaration === "" ? [] : surround(code, statement, statement, [declaration], []);
  if (moved === null) return null;
  return [
    ...moved,
    { span: span(start, called.end), newText: replacement },
    { span: span(call.end - 1, call.end - 1), newText: `, &${name}` },
  ];
}

/** `Py_INCREF(x);` right behind, or behind a check that leaves. */
function keptBehind(code: Code, statement: Statement, name: string): Statement | null {
  const siblings = statement.parent?.children ?? [];
  const [next, after] = siblings.slice(siblings.indexOf(statement) + 1);
  const keeps = (one: Statement | undefined): boolean => {
    const match = one?.kind === "simple" ? /^(\w+)\s*\(\s*(\w+)\s*\)\s*;$/.exec(code.masked(one)) : null;
    return match !== null && match[2] === name && playsRole(match[1] ?? "", "new-reference");
  };
  if (keeps(next)) return next ?? null;
  const isCheck = next?.kind === "control" && next.word === "if" && next.children.length === 1;
  return isCheck && keeps(after) ? (after ?? null) : null;
}

/** Py_XDECREF behind the last statement of the block, and before each way out of it; null if it may be used there or later. */
function givenBack(patient: Patient, statement: Statement, name: string): TextEdit[] | null {
  const { analysed, code } = patient;
  const block = statement.parent;
  const siblings = block?.children ?? [];
  const last = siblings.at(-1);
  const first = siblings[siblings.indexOf(statement) + 1];
  if (block === null || last === undefined || first === undefined) return null;
  const inside = span(statement.start, last.end);
  const lifetime = shift(inside, -code.body.start);
  const names = derivedFrom(
    analysed.effects.blocks.flatMap(({ effects }) => effects),
    name,
  );
  if (names === null || code.hasDirective(inside)) return null;
  if (
    ![...names].every((one) =>
      staysInside(
        analysed.effects.blocks.flatMap(({ effects }) => effects),
        one,
        name,
        lifetime,
      ),
    )
  )
    return null;
  const line = `Py_XDECREF(${name});`;
  const edits: TextEdit[] = [];
  for (const one of siblings
    .slice(siblings.indexOf(first))
    .flatMap((sibling) => [sibling, ...allStatements(sibling)])) {
    if (one.kind === "label" && one.word !== "case" && one.word !== "default") return null;
    if (exitAt(code, one.start) !== one || !leaves(one, one.word, span(first.start, last.end))) continue;
    if (ancestors(one).some((holder) => isNullCheck(code, holder, name))) continue;
    const value = returnedValue(code, one);
    if (
      value !== null &&
      (callsIn(analysed, shift(value, -code.body.start)).length > 0 || mentionsAny(code.masked(value), names))
    )
      return null;
    const before = surround(code, one, one, [line], []);
    if (before === null) return null;
    edits.push(...before);
  }
  if (exitAt(code, last.start) === last) return edits;
  const behind = surround(code, last, last, [], [line]);
  return behind === null ? null : [...edits, ...behind];
}

/** The reference and what calls make of it, as pointers into it may be; null where it is given away. */
function derivedFrom(effects: readonly Effect[], name: string): ReadonlySet<string> | null {
  const names = new Set([name]);
  for (const effect of effects) {
    if (effect.kind === "store" && effect.from === name) return null;
    if (effect.kind !== "call") continue;
    const hands = (effect.args ?? []).filter(({ text, base }) => base !== null && names.has(base) && text !== "");
    if (hands.length === 0) continue;
    if (takesReference(effect.callee) || playsRole(effect.callee, "new-reference")) return null;
    if (hands.some(({ kind }) => kind === "address")) return null;
    if (/^\w+$/.test(effect.result)) names.add(effect.result);
    else if (!effect.result.startsWith("call@") && !effect.result.startsWith("look ")) return null;
  }
  return names;
}

/** One value, and nobody asks for it outside. */
function staysInside(effects: readonly Effect[], one: string, name: string, lifetime: Span): boolean {
  return effects.every((effect) => {
    if (effect.kind === "store" && effect.target === one)
      return one !== name || effect.value === 0 || contains(lifetime, effect.span);
    const mentions =
      effect.kind === "call"
        ? (effect.args ?? []).some(({ base }) => base === one)
        : effect.kind === "return"
          ? effect.value === one
          : effect.kind === "store"
            ? effect.from === one || effect.base === one
            : effect.kind === "field" && effect.base === one;
    return !mentions || contains(lifetime, effect.span);
  });
}

function mentionsAny(text: string, names: ReadonlySet<string>): boolean {
  return wordsOf(text).some((word) => names.has(word));
}
