// Which text makes a project one that gilint has something to say about.

const INCLUDE = /^[ \t]*#[ \t]*include[ \t]*[<"](?:[^<>"\n]*\/)?(?:Python\.h|pybind11\.h|nanobind\.h|python\.hpp)[>"]/m;
const NAMES = ["Python.h", "pybind11.h", "nanobind.h", "python.hpp"];

/** Whether a text includes Python's header, directly or through a binding library, or addresses gilint in a comment. */
export function speaksOfPython(text: string): boolean {
  if (text.includes("gilint:")) return true;
  // Searching for a plain word is a hundred times cheaper than the expression, and most files have none of them.
  return NAMES.some((name) => text.includes(name)) && INCLUDE.test(text);
}
