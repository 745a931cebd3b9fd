// A few of the pinned projects: what gilint finds there is what the snapshot holds. All of them: npm run crater.
import { expect, describe as group, test } from "vitest";
import { loadParser } from "../../server/src/node/parser.ts";
import { sourceOrNote } from "../support/sources.ts";
import { runOn } from "./run.ts";
import { compare, describe } from "./snapshot.ts";
import { readCounts, readSnapshot } from "./store.ts";

const PROJECTS = ["lmdb", "lz4", "mysqlclient", "psycopg2", "pycurl", "python-ldap"];

group.each(["native", "wasm"] as const)("with the %s parser", async (kind) => {
  const parser = await loadParser(kind);
  await parser.prepareCplusplus();

  test.each(PROJECTS)("%s", async (project) => {
    const folder = await sourceOrNote(project);
    if (folder === null) return;
    const { rows, statistics } = await runOn(folder, parser);
    const { gone, added, changed } = compare(rows, readSnapshot(project));
    expect({ gone: gone.map(describe), added: added.map(describe), changed: changed.map(describe) }).toEqual({
      gone: [],
      added: [],
      changed: [],
    });
    // How much of it is followed is the engine's own business, and no part of what it found.
    const { files, bytes, functions, regions } = statistics;
    expect(readCounts().find((row) => row.project === project)).toMatchObject({ files, bytes, functions, regions });
  });
});
