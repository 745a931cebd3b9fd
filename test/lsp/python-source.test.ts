import { expect, test } from "vitest";
import { speaksOfPython } from "../../server/src/lsp/python-source.ts";

test.each([
  "#include <Python.h>\n",
  '#define PY_SSIZE_T_CLEAN\n#  include "Python.h"\n',
  "\t# include <python3.11/Python.h>\n",
  "#include <pybind11/pybind11.h>",
  "/* gilint: needs-gil */\nvoid f(void);\n",
])("has to do with Python: %j", (text) => {
  expect(speaksOfPython(text)).toBe(true);
});

test.each([
  "",
  "#include <stdio.h>\n",
  "/* does not include Python.h */\n",
  '#include "MyPython.h"\n',
  'const char *s = "#include <Python.h>";\n',
])("has nothing to do with Python: %j", (text) => {
  expect(speaksOfPython(text)).toBe(false);
});
