// The lexical index of C++: what is found, by which name, in which scope, and taking how many arguments.
import { expect, test } from "vitest";
import { indexFile } from "../../../server/src/core/mask/index-file.ts";
import { needsCplusplus } from "../../../server/src/core/mask/language.ts";

/** `scope::name/least-most`, in order of their braces. */
function functions(text: string): string[] {
  return [...indexFile("a.cpp", text).functions]
    .sort((a, b) => a.body.start - b.body.start)
    .map(({ name, isStatic, cplusplus }) => {
      const { scope = "", arity } = cplusplus ?? {};
      return `${isStatic ? "static " : ""}${scope === "" ? "" : `${scope}::`}${name}/${arity?.least}-${arity?.most}`;
    });
}

test.each([
  ["void f(int a, int b = 2) {}", ["f/1-2"]],
  ["namespace a::b { namespace { void f() {} } }", ["static a::b::f/0-0"]],
  [
    "namespace a { class B { int f() const { return 1; } static int g(int) { return 1; } }; }",
    ["a::B::f/0-0", "a::B::g/1-1"],
  ],
  ["int a::B<int>::f(const std::map<int, int> &m) const noexcept { return 1; }", ["a::B::f/1-1"]],
  ["class A { A() : b(1), c{2}, d({3}) {} ~A() {} };", ["A::A/0-0", "A::~A/0-0"]],
  ["A::A() noexcept : b_{PyEval_SaveThread()} {}", ["A::A/0-0"]],
  [
    "class A final : public B<C>, D { bool operator()(int) { return 1; } operator bool() { return 1; } };",
    ["A::operator()/1-1", "A::operator bool/0-0"],
  ],
  ["template <class T> auto f(T t) -> std::pair<T, T> { return {t, t}; }", ["f/1-1"]],
  ['extern "C" { int f(void) { return 1; } } extern "C" int g() { return 1; }', ["f/0-0", "g/0-0"]],
  ["struct A { int x{0}; std::vector<int> v = {1}; void f(std::vector<int> v = {}) {} } a;", ["A::f/0-1"]],
  ["[[nodiscard]] int f() {} int g() try { return 1; } catch (...) { return 2; }", ["f/0-0", "g/0-0"]],
  ["enum class E : int { a, b }; union U { int a; void f() {} };", ["U::f/0-0"]],
  ["PYBIND11_MODULE(spam, m) { m.def(1); }", ["PYBIND11_MODULE/2-2"]],
  ["MACRO_BEGIN(x) MACRO_BEGIN(y) class A { void f() {} };", ["A::f/0-0"]],
  ["void f(int n, ...) {} template <typename... T> void g(T &&...all) {}", ["f/0-99", "g/0-99"]],
  ["auto f = [](int a) { return a; };", ["static f/1-1"]],
])("%s", (text, expected) => {
  expect(functions(text)).toEqual(expected);
});

test("a lambda is a function of its own, and subscripts, attributes and bindings are none", () => {
  const text = `void f() {
    call([&] { g(); }, [=](int a, int b) mutable -> int { return [a] { return a; }(); });
    a[1] = b[c[2]]; delete[] d; auto [x, y] = z(); int k[3]; [[maybe_unused]] int n;
  }`;
  const index = indexFile("a.cpp", text);
  expect(functions(text)).toEqual(["f/0-0", "static f::lambda1/0-0", "static f::lambda2/2-2", "static f::lambda3/0-0"]);
  const outer = index.functions.find(({ name }) => name === "f");
  expect(outer?.cplusplus?.lambdas.map(({ name }) => name)).toEqual(["f::lambda1", "f::lambda2"]);
  expect(outer?.names).not.toContain("g");
  for (const { at } of outer?.cplusplus?.lambdas ?? []) expect(text[(outer?.body.start ?? 0) + at]).toBe("[");
});

test("classes have their fields and bases, and fields are no variables of the file", () => {
  const { classes, variables } = indexFile(
    "a.cpp",
    "static int n; namespace a { class B : public C, private d::E<int> { std::map<int, F> m_ = {}; G *g; static int s; void f(); }; }",
  );
  expect(classes).toEqual([
    {
      name: "B",
      scope: "a",
      bases: ["C", "d::E"],
      fields: [
        { name: "m_", type: "std::map<int,F>" },
        { name: "g", type: "G *" },
      ],
    },
  ]);
  expect(variables.map(({ name }) => name)).toEqual(["n", "s"]);
});

test("a constructor's body begins with its member initialisers, and mentions what they do", () => {
  const text = "A::A(int n) : state_(PyEval_SaveThread()), n_{n} { g(); }";
  const [made] = indexFile("a.cpp", text).functions;
  expect(text.slice(made?.body.start, made?.body.end)).toBe(": state_(PyEval_SaveThread()), n_{n} { g(); }");
  expect(made?.calls).toEqual(expect.arrayContaining(["PyEval_SaveThread", "g"]));
});

test.each([
  ["class A {};", true],
  ["namespace a {}", true],
  ["template <class T> void f();", true],
  ["std::string f();", true],
  ["int class_of(int namespace_);", false],
  ["int f(int class, int template);", false],
  ["#ifdef __cplusplus\nnamespace a {\n#endif\nint f(void);\n#ifdef __cplusplus\n}\n#endif", false],
  ["#ifndef __cplusplus\nint f(void);\n#else\nclass A;\n#endif", false],
  ['/* class A */ const char *s = "namespace a {";', false],
])("whether a header needs C++: %s", (text, expected) => {
  expect(needsCplusplus(text)).toBe(expected);
});
