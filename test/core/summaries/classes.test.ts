import { expect, test } from "vitest";
import { indexFile } from "../../../server/src/core/mask/index-file.ts";
import { Classes } from "../../../server/src/core/summaries/classes.ts";

function classesOf(text: string): Classes {
  return new Classes([indexFile("a.cpp", text, "cpp")]);
}

const MAP = `
class Map {
  class Access { std::unique_lock<std::mutex> lock_; };
  class Iterator { Access access_; };
};
class Cache : Map { };
class List {
  class Iterator { int at_; };
  class Cursor { Iterator iterator_; };
};
class Plain { Iterator iterator_; };
`;

test("a class in another one is meant in that one, in those that inherit it, and where it is named with it", () => {
  const classes = classesOf(MAP);
  const scopes = (type: string, scope: string): string[] => classes.meant(type, scope).map((one) => one.scope);
  expect(scopes("Access", "Map")).toEqual(["Map"]);
  expect(scopes("Access", "Map::Iterator")).toEqual(["Map"]);
  expect(scopes("Access", "Cache")).toEqual(["Map"]);
  expect(scopes("Access", "List")).toEqual([]);
  expect(scopes("Map::Access", "List")).toEqual(["Map"]);
});

test("classes hold a lock where a part of them does, not where one of the same name does elsewhere", () => {
  expect([...classesOf(MAP).guards].sort()).toEqual(["Access", "Iterator"]);
});

test("holders of a class that is declared elsewhere are told by its name", () => {
  expect([...classesOf("class A { Guard guard_; }; class B { A a_; };").withHolders(["Guard"])]).toEqual([
    "Guard",
    "A",
    "B",
  ]);
});
