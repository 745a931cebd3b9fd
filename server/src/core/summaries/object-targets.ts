// What calls of C++ call: objects that are made, copied and destroyed, their methods, and functions in namespaces. Python's objects need
// the GIL for all of that, and so does what holds them.
import {
  elementType,
  heldAfter,
  heldBy,
  isBoost,
  madeBy,
  pythonCall,
  pythonMethod,
  pythonType,
} from "../capi/cplusplus.ts";
import type { Argument, CallEffect, CplusplusCall } from "../effects/effect.ts";
import { ELEMENT, INDEX, RANGE } from "../effects/operations.ts";
import type { Namespaces } from "./namespaces.ts";
import type { Handling, Owners } from "./owners.ts";
import type { Symbols } from "./symbols.ts";
import type { Target } from "./target.ts";
import { lastOf } from "./type-names.ts";

type CplusplusObject = NonNullable<CplusplusCall["object"]>;

export class ObjectTargets {
  readonly #symbols: Symbols;
  readonly #namespaces: Namespaces;
  readonly #owners: Owners;

  constructor(symbols: Symbols, namespaces: Namespaces, owners: Owners) {
    this.#symbols = symbols;
    this.#namespaces = namespaces;
    this.#owners = owners;
  }

  /** Null for what C has too. */
  of(call: CallEffect, path: string): Target | null {
    const { methods } = this.#symbols;
    const object = call.cplusplus?.object ?? null;
    const found = object === null ? this.#function(call, path) : this.#object(call, object, path);
    if (found !== null || object === null) return found;
    const callee = methods.callee(call, path);
    if (callee !== undefined) return { kind: "functions", refs: [callee.ref], throughPointer: !callee.isCertain };
    return object.role === "member" ? null : { kind: "external", name: call.callee };
  }

  #function(call: CallEffect, path: string): Target | null {
    if (call.pointer !== null) return null;
    const { methods } = this.#symbols;
    const { scope = "", makes } = call.cplusplus ?? {};
    const name = this.#namespaces.meant(call.callee, path);
    // A method of the class comes before what `using namespace` opens.
    const isOwn = name !== call.callee && methods.named(call.callee, scope, path, call.args?.length) !== undefined;
    if (isNull(call, name)) return { kind: "external", name };
    if (pythonCall(name) && !isOwn) return { kind: "api", name: call.callee, certain: true };
    if (makes !== undefined) return this.#made(call, makes, path);
    const field = methods.classes.fieldType(call.callee, scope);
    if (field !== null && this.#python(field, path) === "object") return ofMember(call, call.callee, field);
    const isHidden = methods.hides(call.callee, scope) && methods.callee(call, path) === undefined;
    return isHidden ? { kind: "pointer", text: call.callee } : null;
  }

  #object(call: CallEffect, object: CplusplusObject, path: string): Target | null {
    const { methods } = this.#symbols;
    const scope = call.cplusplus?.scope ?? "";
    const type = object.type ?? methods.classes.fieldType(object.text, scope) ?? methods.receiver(call, path);
    const python = type === null ? null : this.#python(type, path);
    switch (object.role) {
      case "construct": {
        if (python === "object") return empty(call) ?? { kind: "api", name: call.callee, certain: true };
        const makes = type === null ? null : madeBy(type);
        return makes === null ? null : this.#made(call, makes, path);
      }
      case "copy":
        return this.#copied(call, object, path);
      case "convert":
        return this.#converted(call, object, path) ?? { kind: "external", name: call.callee };
      case "members": {
        const changed = new Set(object.made.map(({ text }) => text));
        const handling = this.#owners.members("destroy", object.type ?? "", changed, path);
        return running(handling, "the end of its members") ?? { kind: "external", name: call.callee };
      }
      case "destroy": {
        const whole = (type ?? "").replace(/\bmake_unique</, "unique_ptr<");
        if (python !== "object" && methods.destructor(whole, path) !== undefined) return null;
        return running(this.#owners.of("destroy", whole, scope, path), `the end of ${object.text}`);
      }
      case "operator":
        return this.#operated(call, object, type, path) ?? { kind: "external", name: call.callee };
      case "member":
        return this.#method(call, object, type, path);
    }
  }

  /** `object.f(…)`, `object(…)`, and what a container does to the objects it holds. */
  #method(call: CallEffect, { text }: CplusplusObject, type: string | null, path: string): Target | null {
    const { methods } = this.#symbols;
    const scope = call.cplusplus?.scope ?? "";
    const slot = call.pointer?.slot ?? "";
    if (type !== null && this.#python(type, path) !== null) {
      const isCalled = call.pointer?.text === text;
      return isCalled || pythonMethod(slot)
        ? { kind: "api", name: isCalled ? text : slot, certain: true }
        : { kind: "external", name: slot };
    }
    const owner = text === "this" ? scope : type;
    const field = owner === null ? null : methods.classes.fieldType(slot, owner);
    if (field !== null && this.#python(field, path) === "object") return ofMember(call, slot, field);
    const after = heldAfter(slot);
    const container = type?.replace(/\s*&$/, "") ?? "";
    if (after === null || heldBy(container, "destroy").length === 0) return null;
    if (after === "copy" && !(call.args ?? []).some(isVariable)) return null;
    const handling = this.#owners.of(after, container, scope, path);
    return running(handling, after === "copy" ? `a copy in ${text}` : `the end of what ${text} holds`);
  }

  /** An operator of Python's objects, or the call of one that a container holds. */
  #operated({ pointer }: CallEffect, { text }: CplusplusObject, type: string | null, path: string): Target | null {
    if (type === null || type.endsWith("*")) return null;
    const operator = pointer?.slot ?? "";
    const own = this.#meant(type, path);
    const python = pythonType(own);
    const name = operationName(operator, text);
    if (operator === ELEMENT) {
      const element = python === null ? elementType(own) : null;
      return element !== null && this.#python(element, path) !== null ? { kind: "api", name, certain: true } : null;
    }
    // Those of Boost.Python ask the objects whether they are equal; the others compare pointers.
    const isApi = python === "object" || (python === "handle" && !isBoost(own));
    return isApi && (isBoost(own) || !/^[=!]=$/.test(operator)) ? { kind: "api", name, certain: true } : null;
  }

  #copied(call: CallEffect, { text, type, made: [from, lambda] }: CplusplusObject, path: string): Target {
    const { methods } = this.#symbols;
    const scope = call.cplusplus?.scope ?? "";
    const external: Target = { kind: "external", name: call.callee };
    const source = from?.text ?? text;
    if (lambda !== undefined) {
      const names = methods.named(lambda.text, scope, path)?.extent.names ?? [];
      if (!names.includes(source)) return external;
    }
    // A member that is a reference is bound, and no copy.
    const value =
      methods.classes.fieldType(text, scope) ??
      (type ?? methods.classes.fieldType(source, scope))?.replace(/\s*&$/, "");
    if (value === undefined) return external;
    return running(this.#owners.of("copy", value, scope, path), `a copy of ${source}`) ?? external;
  }

  /** A text that becomes a Python object, or a value of which a class of the workspace makes its own, where nothing else can be meant. */
  #converted(call: CallEffect, { text, type, made: [value] }: CplusplusObject, path: string): Target | null {
    const { methods } = this.#symbols;
    const scope = call.cplusplus?.scope ?? "";
    const from = text === "" ? methods.resultNamed(value?.text ?? "", scope, path) : text;
    if (from === null || type === null || this.#python(from.replace(/\s*&+$/, ""), path) !== null) return null;
    if (this.#python(type, path) === "object")
      return isText(from) ? { kind: "api", name: `the conversion to ${type}`, certain: true } : null;
    if (lastOf(from) === lastOf(type) || !methods.classes.has(type)) return null;
    const [ref, ...others] = methods.constructors(type, 1);
    const isMeant = methods.named(type, scope, path, 1) === ref;
    return ref !== undefined && isMeant && others.length === 0
      ? { kind: "functions", refs: [ref], throughPointer: false }
      : null;
  }

  /** `std::make_unique<T>(…)` runs T's constructor. */
  #made(call: CallEffect, makes: string, path: string): Target | null {
    const [ref, ...others] = this.#symbols.methods.constructors(makes, call.args?.length ?? 0);
    if (ref === undefined || others.length > 0) return null;
    const named = this.#symbols.methods.named(makes, call.cplusplus?.scope ?? "", path, call.args?.length ?? 0);
    return named === ref ? { kind: "functions", refs: [ref], throughPointer: false } : null;
  }

  #python(type: string, path: string): ReturnType<typeof pythonType> {
    return pythonType(this.#meant(type, path));
  }

  #meant(type: string, path: string): string {
    return this.#namespaces.meant(type.replace(/^(?:const|mutable) /, ""), path);
  }
}

/** A member that is a Python object: called, or in an initialiser, where it may begin empty or take over what was moved. */
function ofMember(call: CallEffect, name: string, type: string): Target {
  if (call.args?.length === 0 || isMoved(call)) return { kind: "external", name };
  return { kind: "api", name: `${name} (${type})`, certain: true };
}

/** Of the types that become Python's objects by being given back, those that are not numbers. */
function isText(type: string): boolean {
  return /^(?:const )?(?:std::string(?:_view)?(?: const)?\s*&{0,2}|char (?:const )?\*)$/.test(type);
}

function operationName(operator: string, text: string): string {
  switch (operator) {
    case INDEX:
      return `${text}[…]`;
    case ELEMENT:
      return `${text}[…](…)`;
    case RANGE:
      return `the loop over ${text}`;
    default:
      return `operator ${operator} of ${text}`;
  }
}

function running({ python, refs }: Handling, what: string): Target | null {
  if (python !== null) return { kind: "api", name: `${what} (${python})`, certain: true };
  return refs.length > 0 ? { kind: "functions", refs, throughPointer: false } : null;
}

/** `py::object()` that takes no other's place is a null pointer; in Boost.Python it is None. */
function isNull({ args, result }: CallEffect, name: string): boolean {
  return args?.length === 0 && /^(?:py|pybind11|nb|nanobind)::object$/.test(name) && result.startsWith("call@");
}

/** A variable of Python's object type that begins with nothing, or takes over another's reference. */
function empty(call: CallEffect): Target | null {
  const isEmpty = call.args?.length === 0 && /(?:^|::)object$/.test(call.callee);
  return isEmpty || isMoved(call) ? { kind: "external", name: call.callee } : null;
}

function isMoved({ args }: CallEffect): boolean {
  return args?.length === 1 && /^(?:std::)?(?:move|forward)\b/.test(args[0]?.text ?? "");
}

function isVariable({ kind, text }: Argument): boolean {
  return kind === "name" || /^[\w.>-]+$/.test(text);
}
