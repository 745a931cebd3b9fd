import { expect, test } from "vitest";
import { DEFAULT_USER_SETTINGS } from "../../server/src/lsp/from-lsp.ts";
import { NO_CONFIGURATION } from "../../server/src/lsp/host.ts";
import { Project } from "../../server/src/lsp/project.ts";
import { Projects } from "../../server/src/lsp/projects.ts";

const PARSER = {
  kind: "native",
  prepareCplusplus: async () => {},
  parse: () => {
    throw new Error("not needed here");
  },
} as const;

function projects(): Projects {
  return new Projects((folder) => new Project(folder, PARSER, NO_CONFIGURATION, DEFAULT_USER_SETTINGS));
}

test("the innermost folder has the file, until it goes", () => {
  const all = projects();
  const outer = all.addFolder("file:///p");
  const inner = all.addFolder("file:///p/lib/");
  expect(all.find("file:///p/lib/a.c")).toEqual({ project: inner, path: "a.c" });
  expect(all.find("file:///p/b.c")).toEqual({ project: outer, path: "b.c" });
  expect(all.find("file:///q/b.c")).toBeUndefined();
  expect(all.removeFolder("file:///p/lib")).toBe(inner);
  expect(all.find("file:///p/lib/a.c")).toEqual({ project: outer, path: "lib/a.c" });
});

test("a document outside is a project of its own, however it is spelled, until it is forgotten", () => {
  const all = projects();
  const { project, path } = all.place("file:///C%3A/x/a%20b.c");
  expect(path).toBe("a b.c");
  expect(all.isSingle(project)).toBe(true);
  expect(all.place("file:///c:/x/a b.c").project).toBe(project);
  expect(all.forget("file:///c%3A/x/a%20b.c")).toBe(project);
  expect(all.find("file:///C%3A/x/a%20b.c")).toBeUndefined();
});

test("a folder that comes later takes the document over", () => {
  const all = projects();
  all.place("file:///p/a.c");
  const folder = all.addFolder("file:///p");
  expect(all.isSingle(folder)).toBe(false);
  expect(all.find("file:///p/a.c")?.project).toBe(folder);
});
