import fc from "fast-check";
import { parse, stringify } from "smol-toml";
import { expect, test } from "vitest";
import { type TomlPath, TomlPlaces } from "../../server/src/node/toml-spans.ts";

const TEXT = `# comment [not.a.table]
top = "a # no comment"
a.b."c d" = [ 1, # one
  [ 'x', "y\\"" ], { z = """
long "quoted""""" } ]

[table] # comment
key = 2024-01-01T00:00:00Z
"quoted key" = '''
literal ' ''' # end

[[list]]
n = 1
[[list]]
n = 2
[list.sub]
deep = true
[[list.inner]]
m = 3
`;

test.each<[TomlPath, string, string]>([
  [["top"], "top", '"a # no comment"'],
  [["a", "b", "c d", 0], "1", "1"],
  [["a", "b", "c d", 1, 1], '"y\\""', '"y\\""'],
  [["a", "b", "c d", 2, "z"], "z", '"""\nlong "quoted"""""'],
  [["table", "key"], "key", "2024-01-01T00:00:00Z"],
  [["table", "quoted key"], '"quoted key"', "'''\nliteral ' '''"],
  [["list", 0, "n"], "n", "1"],
  [["list", 1, "n"], "n", "2"],
  [["list", 1, "sub", "deep"], "deep", "true"],
  [["list", 1, "inner", 0, "m"], "m", "3"],
  [["list", 1], "[[list]]", "[[list]]"],
  [["table", "none"], "[table]", "[table]"],
])("%j stands where it is written", (path, key, value) => {
  parse(TEXT);
  const place = new TomlPlaces(TEXT).find(path);
  expect([TEXT.slice(place?.key.start, place?.key.end), TEXT.slice(place?.value.start, place?.value.end)]).toEqual([
    key,
    value,
  ]);
});

test("what is not there has no place", () => {
  expect(new TomlPlaces(TEXT).find(["none"])).toBeUndefined();
});

test("every number of a document is found where it stands", () => {
  const key = fc.constantFrom("a", "b c", "d.e", "é", "x-1", "");
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.constantFrom("s", "#[", "'\"", "\n"),
      fc.array(fc.integer(), { maxLength: 3 }),
      fc.dictionary(key, tie("any"), { maxKeys: 3 }),
      fc.array(fc.dictionary(key, fc.integer(), { maxKeys: 2 }), { minLength: 1, maxLength: 2 }),
    ),
  })).any;
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (document) => {
      const text = stringify(document);
      const places = new TomlPlaces(text);
      for (const [path, number] of numbers(document, [])) {
        const place = places.find(path);
        expect({ text, path, at: text.slice(place?.value.start, place?.value.end) }).toEqual({
          text,
          path,
          at: String(number),
        });
      }
    }),
  );
});

test("what is not TOML ends, too", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."[]{}=.,\"'#\n\\a ".split("")), maxLength: 30 }), (text) => {
      new TomlPlaces(text).find(["a"]);
    }),
  );
});

function numbers(value: unknown, path: TomlPath): [TomlPath, number][] {
  if (typeof value === "number") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, index) => numbers(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => numbers(item, [...path, key]));
}
