// Who calls a function, and what it is for the object it is called with.
import type { Program } from "../summaries/program.ts";
import { perFile } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";

/** `constructor`: nobody else has the object yet; `destructor`: nobody has it any more. */
export type Role = "method" | "constructor" | "destructor";

export class Callers {
  readonly #program: Program;
  readonly #callers = new Map<string, readonly FunctionRef[]>();
  readonly #roles = new Map<string, ReadonlySet<Role>>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** By its name, or by the functions that call it where it is a helper. */
  rolesOf(ref: FunctionRef): ReadonlySet<Role> {
    const known = this.#roles.get(ref.id);
    if (known !== undefined) return known;
    this.#roles.set(ref.id, new Set<Role>(["method"]));
    const named = this.#roleBySlot(ref) ?? (freesItself(ref) ? "destructor" : roleByName(ref.extent.name));
    // What the garbage collector calls may be a helper of other functions too.
    const isSlot = /(?:^|_)clear$|[a-z]Clear$/.test(ref.extent.name);
    const isHelper = isSlot || (named === "method" && !this.isPointedTo(ref));
    const callers = isHelper ? this.of(ref) : [];
    const own: Role[] = isSlot ? ["destructor"] : callers.length === 0 ? [named] : [];
    const roles = new Set<Role>([...own, ...callers.flatMap((caller) => [...this.rolesOf(caller)])]);
    this.#roles.set(ref.id, roles);
    return roles;
  }

  /** In a table of methods or slots: named in an initialiser, or handed over. */
  isPointedTo(ref: FunctionRef): boolean {
    const { name } = ref.extent;
    return this.#program.symbols.isPointedTo(name) || this.#slotsIn(ref.path)?.entries.has(name) === true;
  }

  /** What a type's slot says of the function it is given: a name may be anything. */
  #roleBySlot({ path, extent }: FunctionRef): Role | null {
    const known = this.#slotsIn(path);
    const slots = [...(known?.entries.get(extent.name) ?? []), ...(known?.assigned.get(extent.name) ?? [])].flatMap(
      (slot) => slot ?? [],
    );
    const all = (names: ReadonlySet<string>): boolean => slots.length > 0 && slots.every((slot) => names.has(slot));
    if (all(MAKING)) return "constructor";
    return all(ENDING) ? "destructor" : null;
  }

  /**
   * Whether the calls of a helper that count hand it for this parameter what their function has on the stack, or was handed by those
   * that have.
   */
  handOnlyTheirOwn(
    ref: FunctionRef,
    parameter: number,
    counts: (caller: Analysed, call: Use) => boolean,
    up: number = MAX_UP,
  ): boolean {
    if (this.isPointedTo(ref)) return false;
    let found = false;
    for (const caller of this.of(ref)) {
      const analysed = this.#program.analysed(caller);
      for (const use of analysed.uses.filter(isCallUse)) {
        if (use.effect.callee !== ref.extent.name || !counts(analysed, use)) continue;
        const target = this.#program.target(use.effect, caller.path);
        if (target.kind === "functions" && !target.refs.includes(ref)) continue;
        const handed = use.effect.args?.[parameter]?.text ?? "";
        const [, address, name = ""] = /^(&?)(\w+)$/.exec(handed) ?? [];
        const local = analysed.effects.locals[name];
        if (local === undefined || local.isStatic) return false;
        const isOwn = address === "&" && local.parameter < 0;
        const isPassed = address === "" && local.parameter >= 0 && up > 0;
        if (!isOwn && !(isPassed && this.handOnlyTheirOwn(caller, local.parameter, counts, up - 1))) return false;
        found = true;
      }
    }
    return found;
  }

  #slotsIn(path: string): Slots | null {
    const file = this.#program.files.get(path);
    return file === undefined ? null : slotsIn(file, "");
  }

  of(ref: FunctionRef): readonly FunctionRef[] {
    const known = this.#callers.get(ref.id);
    if (known !== undefined) return known;
    const callers = this.#program.mentions.callersOf(ref).filter((caller) => caller !== ref);
    this.#callers.set(ref.id, callers);
    return callers;
  }
}

const MAX_UP = 3;

/** By the name of a function: the fields it stands for in the tables of a file, null where the field is not named, and those it is assigned to. */
interface Slots {
  readonly entries: ReadonlyMap<string, readonly (string | null)[]>;
  /** `FooType.tp_dealloc = FooDestructor;`, as types were set up before designated initialisers. */
  readonly assigned: ReadonlyMap<string, readonly string[]>;
}

const slotsIn = perFile(
  ({ index }): Slots => ({
    entries: grouped(index.tables.flatMap(({ entries }) => entries.map(({ name, field }) => [name, field] as const))),
    assigned: grouped(index.assignments.map(({ value, target }) => [value, target] as const)),
  }),
);

function grouped<T>(pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [value]);
    else known.push(value);
  }
  return groups;
}

const MAKING: ReadonlySet<string> = new Set(["tp_new", "tp_init", "tp_alloc"]);
const ENDING: ReadonlySet<string> = new Set(["tp_dealloc", "tp_finalize", "tp_free", "tp_del"]);

/** `Py_TYPE(self)->tp_free(self)`, which a table of slots without their names may be for. */
function freesItself({ extent }: FunctionRef): boolean {
  return extent.names.includes("tp_free");
}

function roleByName(name: string): Role {
  if (
    /(?:^|_)(?:tp_)?(?:dealloc\w*|finali[sz]e\w*|del|destroy\w*|destructor|free)$|[a-z](?:Dealloc|Destroy|Finalize|Free)$/.test(
      name,
    )
  )
    return "destructor";
  return /(?:^|_)(?:tp_)?(?:new|init|alloc|create)(?:_impl)?$|[a-z_](?:New|Init|Initiali[sz]e|Alloc|Create)$/.test(name)
    ? "constructor"
    : "method";
}
