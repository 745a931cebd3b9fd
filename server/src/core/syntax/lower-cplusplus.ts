// Expressions and declarations that only C++ has, in the syntax the core works on.
import { isLambda, withoutTemplates } from "../text/names.ts";
import type { Captures, Declarator, Expression, Statement } from "./ast.ts";
import type { ExpressionLowering } from "./lower-expression.ts";
import type { Raw } from "./reader.ts";

/** Null for nodes that are not C++'s own. */
export function lowerCplusplusExpression(
  lowering: ExpressionLowering,
  raw: Raw,
  parts: readonly Raw[],
): Expression | null {
  const node = lowering.node(raw);
  switch (raw.type) {
    case "this":
      return { ...node, kind: "name", name: "this" };
    case "qualified_identifier":
    case "template_function":
    case "template_type":
    case "template_method":
    case "dependent_identifier":
    case "destructor_name":
    case "operator_name":
    case "namespace_identifier":
      return { ...node, kind: "name", name: nameOf(lowering.textOf(raw)) };
    case "raw_string_literal":
    case "user_defined_literal":
    case "requires_expression":
      return { ...node, kind: "literal", text: lowering.textOf(raw) };
    case "lambda_expression":
      return lambda(lowering, raw);
    case "new_expression":
      return make(lowering, raw, parts);
    case "delete_expression": {
      const callee: Expression = { ...node, end: node.start + "delete".length, kind: "name", name: "delete" };
      return { ...node, kind: "call", callee, args: parts.map((part) => lowering.lower(part)) };
    }
    case "compound_literal_expression": {
      const [type, list] = parts;
      return type === undefined ? null : construction(lowering, raw, type, list);
    }
    case "co_await_expression":
    case "subscript_argument_list":
    case "parameter_pack_expansion":
      return parts.length === 1 && parts[0] !== undefined ? lowering.lower(parts[0]) : null;
    case "condition_clause":
      // `if (T x = f())`: what came before it has been lowered as a statement of its own.
      return parts.length === 0 ? null : lowerCondition(lowering, parts);
    default:
      return null;
  }
}

function lowerCondition(lowering: ExpressionLowering, parts: readonly Raw[]): Expression | null {
  const last = parts.at(-1);
  if (last === undefined) return null;
  if (last.type !== "declaration") return lowering.lower(last);
  const value = last.children.findLast((child) => child.named);
  return value === undefined ? null : lowering.lower(value);
}

/** `static_cast<T>(x)` and its kin, `int(x)`; null for other calls. */
export function lowerCast(lowering: ExpressionLowering, raw: Raw, parts: readonly Raw[]): Expression | null {
  const [callee, list] = parts;
  const operand = list?.children.find((child) => child.named);
  if (callee === undefined || operand === undefined) return null;
  const text = callee.type === "template_function" || callee.type === "primitive_type" ? lowering.textOf(callee) : "";
  if (callee.type !== "primitive_type" && !/^(?:static|dynamic|const|reinterpret)_cast\b/.test(text)) return null;
  return { ...lowering.node(raw), kind: "cast", type: text, operand: lowering.lower(operand) };
}

function lambda(lowering: ExpressionLowering, raw: Raw): Expression {
  const name = lowering.lambdaAt(raw.start);
  const node = lowering.node(raw);
  if (name === null) return { ...node, kind: "literal", text: "lambda" };
  const list = raw.children.find(({ type }) => type === "lambda_capture_specifier");
  const captures = capturesIn(lowering.textOf(list));
  return { ...node, end: Math.min(node.end, node.start + 1), kind: "name", name, ...captures };
}

/** `[=, &a, b, c = d]`; null where nothing is held by value. */
function capturesIn(list: string): { captures: Captures } | null {
  const items = list
    .slice(1, -1)
    .split(",")
    .map((item) => item.trim());
  const copied = items.flatMap((item) => /^(?:\w+\s*=\s*)?([A-Za-z_]\w*)$/.exec(item)?.[1] ?? []);
  const borrowed = items.flatMap((item) => /^&\s*(\w+)/.exec(item)?.[1] ?? []);
  const captures = { copied: copied.filter((name) => name !== "this"), borrowed, all: items[0] === "=" };
  return captures.all || captures.copied.length > 0 ? { captures } : null;
}

/** `new (place) T(a, b)` runs T's constructor. */
function make(lowering: ExpressionLowering, raw: Raw, parts: readonly Raw[]): Expression | null {
  const at = parts.findIndex(({ type }) => type !== "argument_list");
  const type = parts[at];
  if (type === undefined) return null;
  const list = parts.slice(at + 1).find((part) => /^(?:argument|initializer)_list$/.test(part.type));
  return construction(lowering, raw, type, list);
}

function construction(lowering: ExpressionLowering, raw: Raw, type: Raw, list: Raw | undefined): Expression {
  const name = nameOf(lowering.textOf(type).replace(/^(?:const|typename|class|struct) /, ""));
  const args = (list?.children ?? []).filter(({ named }) => named).map((child) => lowering.lower(child));
  if (type.type === "primitive_type" || /[*&]$/.test(name))
    return lowering.sequence(raw, list?.children.filter(({ named }) => named) ?? []);
  return { ...lowering.node(raw), kind: "call", callee: { ...lowering.node(type), kind: "name", name }, args };
}

function nameOf(text: string): string {
  return text.replace(/\s*(::|[<>,])\s*/g, "$1");
}

/** A type whose variables are objects with a constructor and a destructor, as far as its words tell. */
export function mayBeClass(type: string): boolean {
  return type !== "" && !PLAIN.test(type) && !/[*&]\s*$/.test(type);
}

const PLAIN =
  /^(?:(?:const|volatile|unsigned|signed|long|short|int|char|bool|float|double|void|size_t|ssize_t|wchar_t|Py_ssize_t|PyGILState_STATE|u?int\d+_t|std::size_t|std::u?int\d+_t|(?:struct|enum|union) \w+|extern|register|[A-Z][A-Z0-9_]*)(?: |$))+$/;

/** What a declarator of C++ says besides its name: the object it makes, and the value where there is one. */
export function objectOf(
  lowering: ExpressionLowering,
  raw: Raw,
  type: string,
  shape: string,
): Pick<Declarator, "object" | "value"> {
  const plain = withoutTemplates(type)
    .replace(/\b(?:const|constexpr|typename|mutable|volatile) ?/g, "")
    .trim();
  const isClass = shape === "" && mayBeClass(plain);
  const initial = raw.children.findLast((child) => child.named);
  const given = raw.type === "init_declarator" || raw.type === "function_declarator" ? initial : undefined;
  if (given === undefined)
    return isClass && plain !== "auto" ? { value: null, object: { type, args: [] } } : { value: null };
  const atEnd = given === undefined ? null : deferredBy(lowering, given);
  if (atEnd !== null) return { value: null, object: { type, args: [], atEnd } };
  const assigned = raw.children.some((child) => child.type === "=");
  if (/^(?:argument|parameter|initializer)_list$/.test(given.type) && !assigned) {
    const args = given.children.filter(({ named }) => named).map((child) => argument(lowering, child));
    if (isClass && plain !== "auto") return { value: null, object: { type, args } };
    return { value: args[0] ?? null };
  }
  const value = lowering.lower(given);
  if (!isClass) return { value };
  if (plain !== "auto") return { value, object: { type, args: null } };
  const made = madeBy(value);
  return made === null ? { value } : { value, object: made };
}

/** `auto guard = Guard(x)`, where it is seen when names are resolved whether that is a type; `auto guard = OnExit() + [&] { … }`. */
function madeBy(value: Expression): { readonly type: string; readonly args: readonly Expression[] | null } | null {
  if (value.kind === "call") return value.callee.kind === "name" ? { type: value.callee.name, args: value.args } : null;
  if (value.kind !== "binary" || value.right.kind !== "name" || !isLambda(value.right.name)) return null;
  return { type: `operator${value.operator}`, args: [value.right] };
}

/** What `auto guard = deferred([&] { … })` of a macro runs at the end of its scope: a name that is pasted is there for nothing else. */
function deferredBy(lowering: ExpressionLowering, given: Raw): readonly Statement[] | null {
  const list = given.type === "call_expression" ? given.children.find(({ type }) => type === "argument_list") : given;
  const [only, ...others] = list?.children.filter(({ named }) => named) ?? [];
  if (only?.type !== "lambda_expression" || others.length > 0 || !lowering.isInMacro) return null;
  const body = only.children.find(({ type }) => type === "compound_statement");
  return body === undefined ? null : lowering.statementsOf(body);
}

/** `T x(a, f(b))` reads like the declaration of a function: what look like types of parameters are arguments. */
function argument(lowering: ExpressionLowering, raw: Raw): Expression {
  if (raw.type !== "parameter_declaration") return lowering.lower(raw);
  const [type, declarator] = raw.children.filter(({ named }) => named);
  if (type === undefined) return { ...lowering.node(raw), kind: "literal", text: lowering.textOf(raw) };
  const callee: Expression = { ...lowering.node(type), kind: "name", name: nameOf(lowering.textOf(type)) };
  if (declarator?.type !== "abstract_function_declarator")
    return { ...lowering.node(raw), kind: "name", name: nameOf(lowering.textOf(raw)) };
  const args = declarator.children
    .flatMap((child) => (child.type === "parameter_list" ? child.children : []))
    .filter(({ named }) => named)
    .map((child) => argument(lowering, child));
  return { ...lowering.node(raw), kind: "call", callee, args };
}

/** Whether what reads like the declaration of a function makes an object: `T x(a)`, not `T f(int)`, `T f()`. */
export function isConstruction(raw: Raw): boolean {
  const list = raw.children.find((child) => child.type === "parameter_list");
  const params = (list?.children ?? []).filter(({ named }) => named);
  return (
    params.length > 0 &&
    params.every(({ type, children }) => {
      const words = children.filter(({ named }) => named);
      return (
        type !== "parameter_declaration" ||
        (/^(?:type_identifier|qualified_identifier|template_type|identifier)$/.test(words[0]?.type ?? "") &&
          words.length <= 2 &&
          (words[1] === undefined || words[1].type === "abstract_function_declarator"))
      );
    })
  );
}
