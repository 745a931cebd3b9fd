// What functions do with what needs the GIL, in words.

/** `uses PyErr_Clear`, `destroys list (py::list)`, `copies item (py::object)`: of the name of a use. */
export function usesOf(name: string): string {
  const [, what, object] = /^(the end|a copy) of (.*)$/s.exec(name) ?? [];
  if (object === undefined) return `uses ${name}`;
  return what === "a copy" ? `copies ${object}` : `destroys ${object}`;
}

const SHOWN = 3;

/** `a → b → c`; of a long way its two ends. */
export function wayOf(names: readonly string[]): string {
  const shown = names.length > SHOWN ? [names[0] ?? "", "…", ...names.slice(-1)] : names;
  return shown.join(" → ");
}
