// Which lock an expression means, in words that two functions can compare.

import type { Program } from "../summaries/program.ts";
import { perFile } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Analysed } from "../summaries/uses.ts";

export interface Lock {
  /** Equal for equal locks: one variable, or one field of one type of struct. */
  readonly key: string;
  /** As written. */
  readonly text: string;
  /** The type of the struct was told from the names of fields, or the variable is declared where nobody looked. */
  readonly guessed: boolean;
}

type Place = Pick<Analysed, "ref" | "effects">;

export class LockNames {
  readonly #program: Program;
  readonly #fieldTypes = new Map<string, string | null>();
  readonly #alone = new Map<string, boolean>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The lock an expression of a function means; null where that is for its callers to say. */
  of(where: Place, text: string): Lock | null {
    const path = /^\(?\*?([A-Za-z_]\w*)\)?((?:(?:->|\.)[A-Za-z_]\w*|\[[^\]]*\])*)$/.exec(text);
    const [, base = "", rest = ""] = path ?? [];
    if (path === null) return null;
    const local = where.effects.locals[base];
    if (local === undefined) return this.#global(where, base, rest, text);
    if (local.isStatic) return { key: `${where.ref.id} ${base}${rest}`, text, guessed: false };
    const fields = fieldsOf(rest);
    const field = fields.at(-1);
    if (field === undefined) return null;
    const owner = fields.length === 1 ? structOf(local.type) : this.#typeOfField(fields.at(-2) ?? "");
    return owner === null ? null : { key: this.#keyOf(owner, field), text, guessed: fields.length > 1 };
  }

  /** A field that is inherited is one of the class that declares it. */
  #keyOf(owner: string, field: string): string {
    return `${this.#program.symbols.methods.classes.declaring(field, owner) ?? owner}.${field}`;
  }

  #global({ ref }: Place, base: string, rest: string, text: string): Lock | null {
    const found = this.#program.symbols.variable(base, ref.path);
    if (found === undefined) return this.#memberOf(ref, base, rest, text);
    const { isStatic, type, isArray } = found.variable;
    const [field, ...deeper] = fieldsOf(rest);
    // Through a pointer it is the struct's field that a function sees which is given the pointer, and so it is if there is no other such struct.
    const isNamedByType = type.includes("*") || (!isArray && this.#isOnlyOne(structOf(type)));
    if (field !== undefined && deeper.length === 0 && isNamedByType)
      return { key: this.#keyOf(structOf(type), field), text, guessed: false };
    return { key: `${isStatic ? found.path : ""} ${base}${rest}`, text, guessed: false };
  }

  /** Whether one variable of the workspace is a struct of a type. */
  #isOnlyOne(type: string): boolean {
    let only = this.#alone.get(type);
    if (only === undefined) {
      const places = [...this.#program.files.values()].flatMap(({ index: { path, variables } }) =>
        variables
          .filter((variable) => !variable.type.includes("*") && structOf(variable.type) === type)
          .map(({ name, isStatic }) => `${isStatic ? path : ""} ${name}`),
      );
      only = new Set(places).size === 1;
      this.#alone.set(type, only);
    }
    return only;
  }

  /** A name that is declared nowhere is a member of the method's class, as far as can be told; where there is none, one by its name. */
  #memberOf({ extent }: FunctionRef, base: string, rest: string, text: string): Lock | null {
    const owner = extent.cplusplus?.scope.split("::").at(-1) ?? "";
    const [member, ...deeper] = base === "this" ? fieldsOf(rest) : [base, ...fieldsOf(rest)];
    if (member === undefined || deeper.length > 0) return null;
    if (owner !== "") return { key: this.#keyOf(owner, member), text, guessed: true };
    return /^\w{4,}$/.test(text) ? { key: ` ${text}`, text, guessed: true } : null;
  }

  /** The type of struct that fields of this name point to, if it is the same in the whole workspace. */
  #typeOfField(field: string): string | null {
    const known = this.#fieldTypes.get(field);
    if (known !== undefined) return known;
    const types = new Set<string>();
    for (const file of this.#program.files.values()) for (const type of typesOfField(file, field)) types.add(type);
    const [only] = types;
    const type = types.size === 1 && only !== undefined ? only : null;
    this.#fieldTypes.set(field, type);
    return type;
  }
}

/** What a file declares fields of a name to point to. */
const typesOfField = perFile(({ text }, field): readonly string[] => {
  if (!text.includes(field)) return [];
  const declaration = new RegExp(`\\b([A-Za-z_]\\w*)\\s*\\*\\s*${field}\\s*;`, "g");
  return [...text.matchAll(declaration)].map(([, type = ""]) => type);
});

function fieldsOf(rest: string): string[] {
  return rest
    .replace(/\[[^\]]*\]/g, "")
    .split(/->|\./)
    .slice(1);
}

/** `connectionObject` of `const struct connectionObject *`. */
function structOf(type: string): string {
  const words = type.replace(/\b(?:const|volatile|struct|class|union|register|restrict)\b|[*&[\]]/g, " ").trim();
  return words.split(/\s+/).at(-1) ?? "";
}
