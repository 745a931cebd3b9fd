// A function's variables: what has to be known of them before its effects are read.
import { elementType } from "../capi/cplusplus.ts";
import type { Block, Element, Graph } from "../cfg/graph.ts";
import type { Declarator, Expression } from "../syntax/ast.ts";
import { isLambda, withoutTemplates } from "../text/names.ts";
import type { Local } from "./effect.ts";

export function localsOf(
  { blocks }: Graph,
  parameters: readonly { readonly name: string; readonly type: string }[],
): Readonly<Record<string, Local>> {
  const locals: Record<string, Local> = Object.create(null) as Record<string, Local>;
  for (const [parameter, { name, type }] of parameters.entries()) locals[name] = { type, isStatic: false, parameter };
  for (const { elements } of blocks)
    for (const element of elements)
      if (element.kind === "declare") locals[element.declarator.name] = localOf(element, locals);
  return locals;
}

/** In order, with the locals seen there: a name that several scopes declare means what the block declares, as `e` in handlers of a `try`. */
export function eachWithLocals<T>(
  { elements }: Block,
  locals: Readonly<Record<string, Local>>,
  take: (element: Element, visible: Readonly<Record<string, Local>>) => readonly T[],
): T[] {
  let visible = locals;
  return elements.flatMap((element) => {
    if (element.kind === "declare") {
      const { name } = element.declarator;
      const declared = localOf(element, visible);
      if (visible[name]?.type !== declared.type)
        visible = Object.assign(Object.create(null), visible, { [name]: declared });
    }
    return take(element, visible);
  });
}

function localOf(
  { declarator: { shape, elementOf }, type, isStatic }: Extract<Element, { kind: "declare" }>,
  others: Readonly<Record<string, Local>>,
): Local {
  const over = elementOf?.kind === "name" && /\bauto\b/.test(type) ? others[elementOf.name]?.type : undefined;
  return { type: `${(over === undefined ? null : elementType(over)) ?? type}${shape}`, isStatic, parameter: -1 };
}

/** What C++ has to know of a function's variables. */
export interface CplusplusVariables {
  readonly scope: string;
  /** The type of what the function gives back: `auto` where the body tells. */
  readonly gives: string;
  /** Variables that hold a lambda, and its name. */
  readonly lambdas: ReadonlyMap<string, string>;
  /** Objects, and what they were made with. */
  readonly objects: ReadonlyMap<string, NonNullable<Declarator["object"]>>;
}

export function variablesOf({ blocks }: Graph): Omit<CplusplusVariables, "scope" | "gives"> {
  const lambdas = new Map<string, string>();
  const objects = new Map<string, NonNullable<Declarator["object"]>>();
  for (const { elements } of blocks)
    for (const element of elements) {
      if (element.kind !== "declare") continue;
      const { name, value, object } = element.declarator;
      if (value?.kind === "name" && isLambda(value.name)) lambdas.set(name, value.name);
      if (object !== undefined) objects.set(name, object);
    }
  return { lambdas, objects };
}

/** A type without what is not part of its name. */
export function className(type: string): string {
  return withoutTemplates(type)
    .replace(/\b(?:const|constexpr|typename|class|struct|mutable) ?/g, "")
    .replace(/\s+/g, "");
}

/** `cast` of `o.cast<T>()`: the last name of what is called. */
export function slotOf(callee: Expression, text: string): string {
  const name = callee.kind === "field" ? withoutTemplates(callee.name) : text;
  return /(\w+)\W*$/.exec(name)?.[1] ?? name;
}
