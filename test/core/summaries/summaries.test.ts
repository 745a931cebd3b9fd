// What functions do to the GIL as seen by their callers, what they need, and how they are entered.
import fc from "fast-check";
import { expect, test } from "vitest";
import { Memo } from "../../../server/src/core/analyze.ts";
import { CallGraph, Chains } from "../../../server/src/core/contexts/chains.ts";
import { Contexts } from "../../../server/src/core/contexts/contexts.ts";
import { needsGil } from "../../../server/src/core/contexts/goals.ts";
import { solve } from "../../../server/src/core/dataflow/solve.ts";
import { indexFile } from "../../../server/src/core/mask/index-file.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/core/settings.ts";
import { knownMeaning } from "../../../server/src/core/summaries/meanings.ts";
import { keeps, netOf } from "../../../server/src/core/summaries/net.ts";
import { substitute } from "../../../server/src/core/summaries/outcomes.ts";
import { Program } from "../../../server/src/core/summaries/program.ts";
import type { FunctionRef } from "../../../server/src/core/summaries/symbols.ts";
import { loadParser } from "../../../server/src/node/parser.ts";
import { effectsOf } from "../../support/one-function.ts";

const parser = await loadParser("native");

function programOf(files: Readonly<Record<string, string>>): Program {
  const indexed = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => ({ index: indexFile(path, text), text }));
  return new Program(indexed, parser, DEFAULT_SETTINGS, new Memo());
}

function named(program: Program, name: string): FunctionRef {
  const ref = program.symbols.functions.find(({ extent }) => extent.name === name);
  if (ref === undefined) throw new Error(`no function ${name}`);
  return ref;
}

/** Each way out, as `release(save) → 1`. */
function net(code: string): string[] {
  const effects = effectsOf(parser, code);
  const summary = netOf(
    effects,
    solve(effects, { of: knownMeaning, raises: () => false, tellsGil: () => false }),
    true,
  );
  return summary.exits.map(({ operations, constant }) => {
    const text = operations.map((operation) => {
      const { op } = operation;
      const what =
        "saved" in operation
          ? operation.saved
          : "from" in operation
            ? operation.from
            : "lock" in operation
              ? operation.lock
              : null;
      return what === null ? op : `${op}(${what.replace("\u0000", "")})`;
    });
    return `${text.join(" ")}${constant === null ? "" : ` → ${constant}`}`.trim();
  });
}

test.each<[string, string, readonly string[]]>([
  ["nothing", "void f(void) { g(); }", [""]],
  ["a region of its own", "void f(void) { Py_BEGIN_ALLOW_THREADS g(); Py_END_ALLOW_THREADS }", [""]],
  ["releases into its argument", "void f(PyThreadState **p) { *p = PyEval_SaveThread(); }", ["release(*p)"]],
  ["releases into a field", "void f(S *self) { self->ts = PyEval_SaveThread(); }", ["release(self->ts)"]],
  ["returns the thread state", "PyThreadState *f(void) { return PyEval_SaveThread(); }", ["release(result)"]],
  [
    "returns it from a variable",
    "PyThreadState *f(void) { PyThreadState *s = PyEval_SaveThread(); return s; }",
    ["release(result)"],
  ],
  ["acquires from its argument", "void f(PyThreadState *s) { PyEval_RestoreThread(s); }", ["acquire(s)"]],
  ["takes a lock", "void f(S *self) { pthread_mutex_lock(&self->m); }", ["lock(self->m)"]],
  ["gives a lock back", "void f(S *self) { pthread_mutex_unlock(&self->m); }", ["unlock(self->m)"]],
  [
    "takes a lock and gives it back",
    "void f(S *self) { pthread_mutex_lock(&self->m); g(); pthread_mutex_unlock(&self->m); }",
    [""],
  ],
  [
    "releases and says so by its result",
    "int f(S *s, int a) { if (a) { s->t = PyEval_SaveThread(); return 1; } return 0; }",
    ["→ 0", "release(s->t) → 1"],
  ],
  ["releases, and nobody can tell", "int f(S *s, int a) { if (a) s->t = PyEval_SaveThread(); return g(); }", ["lose"]],
  ["never comes back", 'void f(void) { Py_FatalError("x"); }', []],
])("%s", (_, code, expected) => {
  expect(net(code).sort()).toEqual([...expected].sort());
});

test("who gives back more locks than a wrapper does tells nothing of them", () => {
  const giving = (count: number): string =>
    `void f(S *self) { ${Array.from({ length: count }, (_, i) => `pthread_mutex_unlock(&self->m${i});`).join(" ")} }`;
  expect(net(giving(2))).toEqual(["unlock(self->m0) unlock(self->m1)"]);
  expect(net(giving(9))).toEqual([""]);
});

test("what a lock is called only in a helper tells its callers nothing", () => {
  expect(net("void f(S *self) { L *own = self->l; pthread_mutex_lock(&own->m); }")).toEqual([""]);
  expect(net("void f(S *self) { L *own = self->l; pthread_mutex_unlock(&own->m); }")).toEqual([""]);
  expect(net("void f(S *self) { pthread_mutex_lock(&self->l->m); }")).toEqual(["lock(self->l->m)"]);
  expect(net("void f(PyObject *o) { S *self = (S *)o; pthread_mutex_lock(&self->m); }")).toEqual(["lock(o->m)"]);
  expect(net("void f(PyObject *o) { S *self = (S *)o; pthread_mutex_unlock(&self->m); }")).toEqual(["unlock(o->m)"]);
});

test("a lock is given back through three wrappers, one around the other", () => {
  const wrappers = [1, 2, 3, 4].map((n) => `static void give${n}(S *s) { give${n - 1}(s); }`).join("\n");
  const program = programOf({ "a.c": `static void give0(S *s) { pthread_mutex_unlock(&s->m); }\n${wrappers}` });
  const given = [0, 1, 2, 3, 4].map((n) => keeps(program.nets.of(named(program, `give${n}`))));
  expect(given).toEqual([false, false, false, true, true]);
});

test("who calls what may end Python somewhere below is not in doubt", () => {
  const code = `static void end(void) { if (started) Py_Finalize(); }
static void quit(void) { end(); }
static void check(int n) { if (n) quit(); }`;
  const program = programOf({ "a.c": code });
  expect(["end", "quit", "check"].map((name) => keeps(program.nets.of(named(program, name))))).toEqual([
    false,
    false,
    true,
  ]);
});

test("a function that never returns does not keep the state", () => {
  expect(keeps({ exits: [] })).toBe(false);
});

test.each([
  ["*p", "p", "&save", "address", "save"],
  ["*p", "p", "where", "name", "*where"],
  ["self->ts", "self", "obj", "name", "obj->ts"],
  ["self->ts", "self", "&obj", "address", "obj.ts"],
  ["p->p", "p", "q", "name", "q->p"],
  ["lock", "p", "q", "name", "lock"],
  ["s", "s", "self->save", "other", "self->save"],
] as const)("%s with %s = %s", (text, parameter, arg, kind, expected) => {
  const argument = { text: arg, base: null, kind, span: { start: 0, end: 0 } };
  expect(substitute(text, [[parameter, { parameter: 0 }]], [argument])).toBe(expected);
});

const CHAINS = {
  "a.c": `
static int leaf(PyObject *o) { return PyList_Size(o); }
static int near(PyObject *o) { return leaf(o); }
static int far(PyObject *o) { return middle(o) + 1; }
int middle(PyObject *o) { return near(o); }
static int both(PyObject *o) { if (o) return far(o); return leaf(o); }
static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
int odd(int n) { return n == 0 ? 0 : even(n - 1); }
static int ring(PyObject *o) { return gnir(o); }
int gnir(PyObject *o) { ring(o); return leaf(o); }
static int safe(PyObject *o) { PyGILState_STATE g = PyGILState_Ensure(); leaf(o); PyGILState_Release(g); return 0; }
static int through(PyObject *o) { return safe(o); }
static int plain(int n) { return n + 1; }
/* gilint: gil-free */
static int said(PyObject *o) { return leaf(o); }
`,
};

test("chains to the C-API are the shortest, and end where the GIL is taken or a comment says so", () => {
  const program = programOf(CHAINS);
  const chains = new Chains(new CallGraph(program), needsGil(program));
  const chain = (name: string): string[] => chains.chain(named(program, name)).map(({ ref }) => ref.extent.name);
  expect(chain("leaf")).toEqual(["leaf"]);
  expect(chain("far")).toEqual(["far", "middle", "near", "leaf"]);
  expect(chain("both")).toEqual(["both", "leaf"]);
  expect(chain("ring")).toEqual(["ring", "gnir", "leaf"]);
  for (const name of ["even", "odd", "safe", "through", "plain", "said"]) expect(chain(name), name).toEqual([]);
  expect(chains.of(named(program, "far"))).toMatchObject({ name: "PyList_Size", length: 4, certain: true });
});

test("chains do not depend on the order of the questions", () => {
  const program = programOf(CHAINS);
  const ask = (order: readonly FunctionRef[]): string => {
    const chains = new Chains(new CallGraph(program), needsGil(program));
    const answers = new Map(
      order.map((ref) => [ref.id, chains.chain(ref).map(({ ref: { id }, length }) => `${id} ${length}`)]),
    );
    return JSON.stringify([...answers].sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const all = program.symbols.functions;
  const expected = ask(all);
  fc.assert(
    fc.property(fc.shuffledSubarray([...all], { minLength: all.length }), (order) => {
      expect(ask(order)).toBe(expected);
    }),
    { numRuns: 50 },
  );
});

/** How each function is entered with the GIL released: `name ← caller` or `name ← registrar()`. */
function released(files: Readonly<Record<string, string>>): string[] {
  const program = programOf(files);
  const calls = new CallGraph(program);
  const relevant = program.relevant.map((ref) => program.analysed(ref));
  const contexts = new Contexts(program, calls, new Chains(calls, needsGil(program)), relevant);
  const lines = contexts.all.map(
    ({ ref, caller, registration }) =>
      `${ref.extent.name} ← ${caller?.ref.extent.name ?? `${registration?.registrar}()`}`,
  );
  return lines.sort();
}

test("contexts: called in a region, and from there on", () => {
  const code = `
static void inner(void) { counter++; }
static void helper(void) { inner(); }
static void other(void) { inner(); }
void run(void) { other(); Py_BEGIN_ALLOW_THREADS helper(); Py_END_ALLOW_THREADS other(); }
`;
  expect(released({ "a.c": code })).toEqual(["helper ← run", "inner ← helper"]);
});

test("contexts: threads and callbacks", () => {
  const code = `
static void *body(void *data) { work(data); return NULL; }
static void work(void *data) { counter++; }
static int compare(const void *a, const void *b) { return 0; }
void start(pthread_t *t) { pthread_create(t, NULL, body, NULL); qsort(v, 1, 1, compare); }
`;
  expect(released({ "a.c": code })).toEqual(["body ← pthread_create()", "work ← body"]);
});

test("contexts: a callback of a function that calls back at once has the state of the call", () => {
  const code = `
static int compare(const void *a, const void *b) { return PyObject_RichCompareBool(a, b, Py_LT); }
void sort(void) { Py_BEGIN_ALLOW_THREADS qsort(v, 1, 1, compare); Py_END_ALLOW_THREADS }
`;
  expect(released({ "a.c": code })).toEqual(["compare ← qsort()"]);
});

test("names are found in the own file first, then in the nearest folder", () => {
  const files = {
    "one/a.c": "int helper(void) { return 1; }",
    "one/b.c": "void f(void) { helper(); }",
    "two/a.c": "int helper(void) { return 2; }",
    "two/b.c": "void f(void) { helper(); }",
    "three/c.c": "static int helper(void) { return 3; }\nvoid f(void) { helper(); }",
  };
  const { symbols } = programOf(files);
  expect(symbols.resolve("helper", "one/b.c")?.path).toBe("one/a.c");
  expect(symbols.resolve("helper", "two/b.c")?.path).toBe("two/a.c");
  expect(symbols.resolve("helper", "three/c.c")?.path).toBe("three/c.c");
  expect(symbols.resolve("nothing", "one/b.c")).toBeUndefined();
});
