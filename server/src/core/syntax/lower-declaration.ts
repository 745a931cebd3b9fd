// Declarations: from the grammar's nodes to the syntax the core works on.
import type { Declarator, Statement } from "./ast.ts";
import { isConstruction, objectOf } from "./lower-cplusplus.ts";
import type { ExpressionLowering } from "./lower-expression.ts";
import type { Placement, Raw } from "./reader.ts";

export class DeclarationLowering {
  readonly #at: Placement;
  readonly #expressions: ExpressionLowering;
  readonly #isCplusplus: boolean;

  constructor(at: Placement, expressions: ExpressionLowering) {
    this.#at = at;
    this.#expressions = expressions;
    this.#isCplusplus = at.language === "cpp";
  }

  lower(raw: Raw): Statement {
    const isStatic = raw.children.some(
      (child) => child.type === "storage_class_specifier" && /static/.test(this.#expressions.textOf(child)),
    );
    const words: string[] = [];
    for (const child of raw.children)
      if (child.named && !DECLARATOR.test(child.type))
        words.push(
          /^(?:struct|union|enum|class)_specifier$/.test(child.type)
            ? this.#expressions.textOf(child).replace(/\{.*$/s, "")
            : this.#expressions.textOf(child),
        );
    const type = words.join(" ");
    const declarators = raw.children
      .filter((child) => DECLARATOR.test(child.type))
      .flatMap((child) => this.#declarator(child, type) ?? []);
    return { ...this.#expressions.node(raw), kind: "declaration", type, isStatic, declarators };
  }

  #declarator(raw: Raw, type: string): Declarator | null {
    const valued = raw.type === "init_declarator";
    const inner = valued ? raw.children[0] : raw;
    if (inner === undefined) return null;
    let name: Raw | undefined = inner;
    let shape = "";
    while (name !== undefined && name.type !== "identifier") {
      if (name.type === "pointer_declarator") shape += "*";
      else if (name.type === "array_declarator") shape += "[]";
      else if (name.type === "reference_declarator") shape += "&";
      else if (name.type === "function_declarator" && !(this.#isCplusplus && name === raw && isConstruction(raw)))
        shape += "()";
      name = name.children.find((child) => DECLARATOR.test(child.type));
    }
    // What has a value is no function: its name is pasted.
    if (valued && shape === "()") shape = "";
    if (name === undefined || shape === "()") return null;
    const value = valued ? raw.children.findLast((child) => child.named) : undefined;
    const made = this.#isCplusplus
      ? objectOf(this.#expressions, raw, type, shape)
      : { value: value === undefined || value === inner ? null : this.#expressions.lower(value) };
    return {
      ...this.#expressions.node(raw),
      name: this.#expressions.textOf(name),
      nameSpan: this.#at.place(name.start, name.end),
      shape,
      ...made,
    };
  }
}

const DECLARATOR = /declarator$|^identifier$/;

/** A condition without what is declared in it: the variable is asked, or what the initial statement is followed by. */
export function bare(test: Raw): Raw {
  const declared = test.children.find(({ type }) => type === "declaration");
  const name = declared?.children.find(({ type }) => DECLARATOR.test(type));
  const children = test.children.filter(({ type }) => type !== "init_statement" && type !== "declaration");
  const asked = children.some(({ named }) => named) || name === undefined ? [] : [identifierIn(name)];
  return { ...test, children: [...children, ...asked] };
}

/** In a condition the grammar puts name, sign and value side by side. */
export function withDeclarator(raw: Raw): Raw {
  const at = raw.children.findIndex(({ type }) => DECLARATOR.test(type));
  const declarator: Raw = { ...raw, type: "init_declarator", named: true, children: raw.children.slice(at) };
  return at < 0 ? raw : { ...raw, children: [...raw.children.slice(0, at), declarator] };
}

function identifierIn(raw: Raw): Raw {
  if (raw.type === "identifier") return raw;
  const inner = raw.children.find(({ type }) => DECLARATOR.test(type));
  return inner === undefined ? raw : identifierIn(inner);
}
