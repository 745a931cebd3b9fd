import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

interface Package {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

// npm leaves out what it cannot fetch for another platform when it writes the file, and then `npm ci` refuses it everywhere.
test("the lock file knows the packages of every platform, not only of the one it was written on", () => {
  const file = path.resolve(import.meta.dirname, "../../package-lock.json");
  const { packages }: { packages: Record<string, Package> } = JSON.parse(readFileSync(file, "utf8"));
  const locked = new Set(Object.keys(packages).map((folder) => folder.replace(/^.*node_modules\//, "")));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
  expect(wanted.length).toBeGreaterThan(0);
});
