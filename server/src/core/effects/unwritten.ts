// Calls that C++ makes without their being written as such: constructors and destructors of variables, copies, what `delete` runs.
import { type Declarator, type Expression, textOf, uncast } from "../syntax/ast.ts";
import { mayBeClass } from "../syntax/lower-cplusplus.ts";
import { withoutTemplates } from "../text/names.ts";
import type { Span } from "../text/span.ts";
import type { Argument, CallEffect, CplusplusCall, Local } from "./effect.ts";
import { argumentOf } from "./operands.ts";
import { className } from "./variables.ts";

type Locals = Readonly<Record<string, Local>>;
type Lambda = Extract<Expression, { kind: "name" }>;

/** A call without what its function adds: the scope it stands in. */
export interface Unwritten extends Omit<CallEffect, "cplusplus"> {
  readonly object: NonNullable<CplusplusCall["object"]>;
}

/** The constructor or the destructor of a variable. */
export function lifetime(
  role: "construct" | "destroy",
  { name, value, object }: Declarator,
  made: readonly Argument[],
  span: Span,
): Unwritten {
  const type = object?.type ?? "";
  return {
    ...named(role === "destroy" ? `~${className(type)}` : className(type), span, value?.macro ?? null),
    args: role === "construct" ? made : [],
    result: `${role} ${name}@${span.start}`,
    object: { role, text: name, type, made },
  };
}

/** `delete p`, where the type of what it points to is known. */
export function deleted(e: Expression, span: Span, locals: Locals): readonly Unwritten[] {
  const target = uncast(e);
  const type = target.kind === "name" ? (locals[target.name]?.type ?? "") : "";
  if (!/^[^*]*\*$/.test(type)) return [];
  const own = className(type).replace("*", "");
  const object = { role: "destroy", text: textOf(target), type: own, made: [] } as const;
  return [{ ...named(`~${own}`, span, e.macro), object }];
}

/** The copy of a variable into one of this type, null where that is not known; nothing where no object can be copied. */
export function copied(
  into: { text: string; type: string | null },
  from: Expression,
  locals: Locals,
): readonly Unwritten[] {
  const source = uncast(from);
  if (source.kind !== "name" && source.kind !== "field") return [];
  const declared = source.kind === "name" ? locals[source.name]?.type : undefined;
  if (source.kind === "name" && declared === undefined && !/^[A-Za-z_]\w*$/.test(source.name)) return [];
  const type = into.type ?? declared ?? null;
  if ([type, declared].some((one) => one != null && !mayBeObject(one))) return [];
  return [copy(into.text, type, from)];
}

/**
 * The copy a function gives back of what outlives it: of a reference or a member. A variable of its own becomes the result, unless that is
 * of another type, which is made of it.
 */
export function given(value: Expression, own: { readonly gives: string } | null, locals: Locals): readonly Unwritten[] {
  const type = own?.gives ?? "";
  if (type === "" || /[*&]$/.test(type)) return [];
  const made = converted(uncast(value), type, locals);
  if (made.length > 0) return made;
  if (value.kind !== "name" && value.kind !== "field") return [];
  const local = value.kind === "name" ? locals[value.name] : undefined;
  if (local !== undefined && !local.isStatic && !/[^&]&$/.test(local.type)) return [];
  const into = type === "auto" ? null : type;
  const isOther =
    local !== undefined && into !== null && className(local.type.replace(/[\s&]+$/, "")) !== className(into);
  return isOther ? [] : copied({ text: "", type: into }, value, locals);
}

/** The result made of a value that is of another type, or of what a call gives, of which more is known later. */
function converted(value: Expression, gives: string, locals: Locals): readonly Unwritten[] {
  if (gives === "auto" || !mayBeObject(gives)) return [];
  const from = typeOf(value, locals);
  const isOwn = from === null ? value.kind !== "call" : className(from.replace(/[\s&]+$/, "")) === className(gives);
  if (isOwn || from === "auto") return [];
  const object = { role: "convert", text: from ?? "", type: gives, made: [argumentOf(value)] } as const;
  return [{ ...named(`to ${className(gives)}`, value, value.macro), object }];
}

/** The type of a variable that is given back, or moved; of a text, as `char *`. Null for what only others know. */
function typeOf(value: Expression, locals: Locals): string | null {
  if (value.kind === "literal") return value.text.startsWith('"') ? "char *" : null;
  const moved = value.kind === "call" && /^(?:std::)?move$/.test(textOf(value.callee)) ? value.args[0] : undefined;
  const source = uncast(moved ?? value);
  return source.kind === "name" ? (locals[source.name]?.type ?? null) : null;
}

/** The copies a lambda keeps: `[x]`, `[y = x]`, and with `[=]` whatever its body may name. */
export function captured(lambda: Lambda, locals: Locals): readonly Unwritten[] {
  const { captures } = lambda;
  if (captures === undefined) return [];
  const named = captures.copied.flatMap((name) => capture(lambda, name, locals));
  if (!captures.all) return named;
  const told = [...captures.copied, ...captures.borrowed];
  const others = Object.keys(locals).filter((name) => !told.includes(name));
  const maybe = others.flatMap((name) => capture(lambda, name, locals));
  return [
    ...named,
    ...maybe.map((one) => ({ ...one, object: { ...one.object, made: [...one.object.made, argumentOf(lambda)] } })),
  ];
}

function capture(lambda: Lambda, name: string, locals: Locals): Unwritten[] {
  const type = locals[name]?.type;
  return type === undefined || type === "" || !mayBeObject(type) ? [] : [copy(name, type, { ...lambda, name })];
}

function copy(text: string, type: string | null, from: Expression): Unwritten {
  return {
    ...named(`= ${type === null ? "" : className(type)}`, from, from.macro),
    result: `copy ${textOf(from)}@${from.start}`,
    object: { role: "copy", text, type, made: [argumentOf(from)] },
  };
}

/** A call of a function without arguments, at a place. */
export function named(callee: string, at: Span, macro: string | null): Omit<Unwritten, "object"> {
  const span = { start: at.start, end: at.end };
  return { kind: "call", callee, pointer: null, args: [], span, whole: span, result: `${callee}@${at.start}`, macro };
}

/** Whether a variable of a type may be an object with a destructor that does something. */
export function mayBeObject(type: string): boolean {
  const plain = withoutTemplates(type)
    .replace(/\b(?:const|constexpr|typename|mutable|volatile) ?/g, "")
    .replace(/[\s&]+$/, "")
    .trim();
  return mayBeClass(plain) && plain !== "auto" && !/^std::(?:string\w*|thread|\w*mutex)$/.test(plain);
}
