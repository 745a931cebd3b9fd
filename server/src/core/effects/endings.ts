// What C++ destroys where a function ends, after what lives in its body: parameters taken by value, and what the class of a destructor holds.
import { isEmptiedBy, pythonCall } from "../capi/cplusplus.ts";
import { isLambda } from "../text/names.ts";
import type { Argument, CallEffect, Effect, EffectBlock, FunctionEffects } from "./effect.ts";
import { mayBeObject } from "./unwritten.ts";
import { className } from "./variables.ts";

/** The effects with those at each end of a function of this name. What a constructor is given lives in its caller's words. */
export function withEndings(effects: FunctionEffects, scope: string, name: string): FunctionEffects {
  // A lambda in a destructor is called after it.
  const isDestructor = name.startsWith("~") && !isLambda(name);
  const all = effects.blocks.flatMap((block) => block.effects);
  const changed = isDestructor ? changedIn(all) : [];
  const values = name === scope.replace(/^.*::/s, "") ? [] : valuesOf(effects, all);
  if (!isDestructor && values.length === 0) return effects;
  const at = (end: Effect): CallEffect[] => [
    ...values.map(([text, type]) => goes(end, scope, `~${className(type)}`, { role: "destroy", text, type, made: [] })),
    ...(isDestructor
      ? [goes(end, scope, `members of ${scope}`, { role: "members", text: "this", type: scope, made: changed })]
      : []),
  ];
  const blocks = effects.blocks.map(
    (block): EffectBlock => ({
      ...block,
      effects: block.effects.flatMap((effect): Effect[] => (isEnd(effect) ? [...at(effect), effect] : [effect])),
    }),
  );
  return { ...effects, blocks };
}

type CplusplusObject = NonNullable<NonNullable<CallEffect["cplusplus"]>["object"]>;

function goes({ span, macro }: Effect, scope: string, callee: string, object: CplusplusObject): CallEffect {
  const result = `${callee}@${span.start}`;
  return {
    kind: "call",
    callee,
    pointer: null,
    args: [],
    span,
    whole: span,
    result,
    macro,
    cplusplus: { scope, object },
  };
}

/** The parameters that are objects, where nothing moves them elsewhere. */
function valuesOf({ locals }: FunctionEffects, effects: readonly Effect[]): readonly (readonly [string, string])[] {
  const values = Object.entries(locals).flatMap(([name, { parameter, type }]) =>
    parameter >= 0 && !/[&*]\s*$|^auto\b/.test(type) && mayBeObject(type) ? [[name, type] as const] : [],
  );
  if (values.length === 0) return values;
  const given = effects.flatMap((effect) => (effect.kind === "call" ? (effect.args ?? []) : []));
  const moved = new Set(given.flatMap(({ text }) => MOVED.exec(text)?.[1] ?? []));
  const returned = new Set(effects.flatMap((effect) => (effect.kind === "return" ? [effect.value] : [])));
  return values.filter(([name]) => !moved.has(name) && !returned.has(name));
}

const MOVED = /^(?:std::)?(?:move|forward)\((\w+)\)$/;

function isEnd({ kind }: Effect): boolean {
  return kind === "fall" || kind === "return";
}

/** What the body assigns, hands over or empties: that may hold nothing any more. Python's objects are not changed by being used. */
function changedIn(effects: readonly Effect[]): readonly Argument[] {
  const changed = effects.flatMap((effect): Argument[] => {
    if (effect.kind === "store") return [named(effect.base === "this" ? effect.target : (effect.base ?? ""), effect)];
    if (effect.kind !== "call") return [];
    const object = effect.cplusplus?.object;
    const isEmptied = object?.role === "member" && isEmptiedBy(effect.pointer?.slot ?? "");
    const given = pythonCall(effect.callee) ? [] : (effect.args ?? []);
    return [...given, ...(isEmptied ? [named(object.text, effect)] : [])];
  });
  return changed.map((argument) => ({ ...argument, text: argument.text.replace(/^(?:[&*]|this->|std::move\()*/, "") }));
}

function named(text: string, { span }: Effect): Argument {
  return { text, base: null, kind: "name", span };
}
