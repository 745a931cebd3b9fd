// Conditions in normal form, so that the same question asked twice is recognised.

import { apiFact } from "../capi/api.ts";
import { type Expression, textOf, uncast } from "../syntax/ast.ts";
import { wordsOf } from "../text/names.ts";
import type { Constant, Fact } from "./effect.ts";

/** The fact that holds when `e` came out as `value`; null where it says nothing that can be asked again. */
export function factOf(e: Expression, value: boolean): Fact | null {
  const inner = uncast(e);
  switch (inner.kind) {
    case "name":
    case "field":
    case "index":
      return { key: textOf(inner), value };
    case "call":
      return { key: resultKey(inner), value };
    case "assign":
      return inner.operator === "=" ? { key: textOf(inner.left), value } : null;
    case "unary":
      if (inner.operator === "!") return factOf(inner.operand, !value);
      return inner.operator === "*" ? { key: textOf(inner), value } : null;
    case "binary":
      return comparison(inner, value);
    case "sequence": {
      const last = inner.items.at(-1);
      return last === undefined ? null : factOf(last, value);
    }
    default:
      return null;
  }
}

/** The name of a call's result where no variable takes it; the same for the same question asked twice of something that only looks. */
export function resultKey(call: Expression): string {
  if (call.kind === "call" && call.callee.kind === "name" && onlyLooks(call.callee.name))
    return `${LOOK}${textOf(call)}`;
  return `call@${call.start}:${call.end}`;
}

/** Before the name of a result that stays what it is until something it is asked of changes. */
export const LOOK = "look ";

/** Macros that read a flag or a field, as PyDataType_FLAGCHK. */
function onlyLooks(name: string): boolean {
  const fact = apiFact(name);
  if (fact === undefined || fact.kind === "type") return false;
  return fact.gil === "accessor" || (fact.gil === "free" && (fact.kind === "macro" || fact.kind === "inline"));
}

const MIRRORED = new Map([
  ["<", ">"],
  [">", "<"],
  ["<=", ">="],
  [">=", "<="],
  ["==", "=="],
  ["!=", "!="],
]);

function comparison(e: Extract<Expression, { kind: "binary" }>, value: boolean): Fact | null {
  let { operator, left, right } = e;
  const mirrored = MIRRORED.get(operator);
  if (mirrored === undefined) return operator === "&" ? { key: textOf(e), value } : null;
  if (constantOf(left) !== null && constantOf(right) === null) [left, right, operator] = [right, left, mirrored];
  const subject = subjectOf(left);
  if (subject === null) return null;
  const constant = constantOf(right);
  if (constant === 0 && operator === "==") return { key: subject, value: !value };
  if (constant === 0 && operator === "!=") return { key: subject, value };
  const other = constant === null ? textOf(uncast(right)) : String(constant);
  return factOfComparison(subject, operator, other, value);
}

/** `!=`, `>=` and `<=` are their opposites negated. */
export function factOfComparison(subject: string, operator: string, other: string, value: boolean): Fact | null {
  switch (operator) {
    case "==":
      return { key: `${subject}==${other}`, value };
    case "!=":
      return { key: `${subject}==${other}`, value: !value };
    case "<":
      return { key: `${subject}<${other}`, value };
    case ">=":
      return { key: `${subject}<${other}`, value: !value };
    case ">":
      return { key: `${subject}>${other}`, value };
    case "<=":
      return { key: `${subject}>${other}`, value: !value };
    default:
      return null;
  }
}

function subjectOf(e: Expression): string | null {
  const inner = uncast(e);
  if (inner.kind === "call") return resultKey(inner);
  if (inner.kind === "assign") return inner.operator === "=" ? textOf(inner.left) : null;
  if (inner.kind === "name" || inner.kind === "field" || inner.kind === "index") return textOf(inner);
  const isTest = inner.kind === "binary" && inner.operator === "&";
  return isTest || (inner.kind === "unary" && inner.operator === "*") ? textOf(inner) : null;
}

/** The integer an expression is: literals, `NULL`, `true`, `-1`. */
export function constantOf(e: Expression): Constant | null {
  const inner = uncast(e);
  if (inner.kind === "unary" && inner.operator === "-") {
    const operand = constantOf(inner.operand);
    return typeof operand === "number" ? -operand : null;
  }
  if (inner.kind === "unary" && inner.operator === "&") return "nonzero";
  if (inner.kind === "name") return NAMED.get(inner.name) ?? null;
  if (inner.kind !== "literal") return null;
  const named = NAMED.get(inner.text);
  if (named !== undefined) return named;
  if (inner.text.startsWith('"')) return "nonzero";
  return /^(?:0[xX][0-9a-fA-F]+|-?\d+)[uUlL]*$/.test(inner.text) ? Number(inner.text.replace(/[uUlL]+$/, "")) : null;
}

/** Names to some parsers, literals to others. */
const NAMED: ReadonlyMap<string, number> = new Map([
  ["NULL", 0],
  ["nullptr", 0],
  ["false", 0],
  ["FALSE", 0],
  ["true", 1],
  ["TRUE", 1],
]);

/** What is known of a variable that holds a constant, as answers to the questions programs ask. */
export function factsOfConstant(subject: string, value: Constant): Fact[] {
  if (value === "nonzero") return [{ key: subject, value: true }];
  const facts: Fact[] = [
    { key: subject, value: value !== 0 },
    { key: `${subject}<0`, value: value < 0 },
    { key: `${subject}>0`, value: value > 0 },
    { key: `${subject}==-1`, value: value === -1 },
    { key: `${subject}==1`, value: value === 1 },
  ];
  return value === 0 || value === 1 || value === -1 ? facts : [...facts, { key: `${subject}==${value}`, value: true }];
}

const mentioned = new Map<string, ReadonlySet<string>>();

/** The variables a fact's key speaks of: a store to one of them ends it. */
export function variablesOf(key: string): ReadonlySet<string> {
  const known = mentioned.get(key);
  if (known !== undefined) return known;
  if (mentioned.size > 50_000) mentioned.clear();
  const names = new Set(key.startsWith("call@") || key.startsWith("#") ? [] : wordsOf(key));
  mentioned.set(key, names);
  return names;
}
