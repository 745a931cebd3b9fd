// What a call does to the GIL and to locks: the net effect of the function it means, in the caller's words.
import type { Outcome } from "../dataflow/solution.ts";
import type { Ending, Operation } from "../dataflow/status.ts";
import type { Argument, CallEffect, FunctionEffects } from "../effects/effect.ts";
import { factsOfConstant } from "../effects/facts.ts";
import { type Net, RESULT } from "./net.ts";

type Beginning = Extract<Operation, { op: "release" | "ensure" }>;

/** The outcomes of a call of a function with this net effect. */
export function outcomesAt(call: CallEffect, callee: FunctionEffects, net: Net): readonly Outcome[] {
  const parameters = Object.entries(callee.locals).filter(([, { parameter }]) => parameter >= 0);
  const place = (text: string | null): string | null => {
    if (text === null) return null;
    if (text === RESULT) return call.result;
    const member = memberOf(text, call, callee);
    if (member !== null) return member;
    return substitute(text, parameters, call.args ?? []);
  };
  const moved = <Op extends Beginning | Ending>(operation: Op): Op =>
    operation.op === "acquire"
      ? { ...operation, from: place(operation.from) }
      : { ...operation, saved: place(operation.saved) };
  const placed = (operation: Operation): Operation => {
    switch (operation.op) {
      case "doubt":
      case "settle":
        return { ...operation, saved: place(operation.saved) };
      case "lose":
        return operation.perhaps === undefined ? operation : { ...operation, perhaps: moved(operation.perhaps) };
      case "lock":
      case "unlock":
        return { ...operation, lock: place(operation.lock) ?? operation.lock };
      default:
        return moved(operation);
    }
  };
  return net.exits.map(({ operations, constant }) => ({
    operations: operations.map(placed),
    result: constant === null ? [] : factsOfConstant("", constant),
  }));
}

/** What a method calls `x` or `this->x` is the `x` of the object it is called of. */
function memberOf(text: string, { cplusplus }: CallEffect, callee: FunctionEffects): string | null {
  const name = /^(?:this->)?([A-Za-z_]\w*)$/.exec(text)?.[1];
  if (name === undefined || cplusplus === undefined || callee.locals[text] !== undefined) return null;
  return cplusplus.object === null ? `this->${name}` : `${cplusplus.object.text}.${name}`;
}

/** An lvalue of the callee in the caller's words: `*tstate` with `&_save` passed for it is `_save`. */
export function substitute(
  text: string,
  parameters: readonly (readonly [string, { readonly parameter: number }])[],
  args: readonly Argument[],
): string {
  for (const [name, { parameter }] of parameters) {
    const at = new RegExp(`(?<![\\w>.])${name.replace(/\$/g, "\\$")}(?!\\w)`);
    if (!at.test(text)) continue;
    const arg = args[parameter];
    if (arg === undefined) return text;
    const target = arg.kind === "address" ? arg.text.slice(1) : null;
    if (text === `*${name}`) return target ?? `*${arg.text}`;
    if (target !== null && text.startsWith(`${name}->`)) return `${target}.${text.slice(name.length + 2)}`;
    return text.replace(at, arg.text).replace(/\*&|&\*/g, "");
  }
  return text;
}

/** A method that calls another one of its object, which asks what the object has begun or ended: either is a way through this one. */
export function apart(outcome: Outcome): readonly Outcome[] {
  const [only, ...others] = outcome.operations;
  if (only?.op !== "lose" || only.perhaps === undefined || others.length > 0) return [outcome];
  return [
    { ...outcome, operations: [only.perhaps], facts: [...(outcome.facts ?? []), ...(only.leaves ?? [])] },
    { ...outcome, operations: [] },
  ];
}
