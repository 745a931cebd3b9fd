import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fetchSource, SOURCES, SourceUnavailable } from "./sources.ts";

let cache = "";

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), "gilint-sources-"));
  vi.stubEnv("GILINT_SOURCES_DIR", cache);
  vi.stubEnv("no_proxy", "127.0.0.1");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true, force: true });
});

test("each pinned source has a name of its own, a hash and a licence", () => {
  expect(new Set(SOURCES.map((source) => source.name)).size).toBe(SOURCES.length);
  expect(SOURCES.filter((source) => !/^[0-9a-f]{64}$/.test(source.sha256) || source.licence === "")).toEqual([]);
});

test("an index that can't be reached makes the source unavailable, and leaves nothing behind", async () => {
  vi.stubEnv("PIP_INDEX_URL", "http://127.0.0.1:1/simple");
  await expect(fetchSource("psycopg2")).rejects.toThrow(SourceUnavailable);
  expect(await readdir(cache)).toEqual([]);
});

test("an index without the file makes the source unavailable", async () => {
  const server = await serve(() => '<a href="../../files/psycopg2-1.0.tar.gz#sha256=0">psycopg2-1.0.tar.gz</a>');
  vi.stubEnv("PIP_INDEX_URL", `${server.url}/simple/`);
  await expect(fetchSource("psycopg2")).rejects.toThrow(/has no psycopg2-2\.9\.9\.tar\.gz/);
  server.close();
});

test("other bytes than the pinned ones are an error, never merely unavailable", async () => {
  const server = await serve((path) =>
    path === "/simple/psycopg2/"
      ? '<a data-requires-python="&gt;=3.7" href="../../files/psycopg2-2.9.9.tar.gz#sha256=0">psycopg2-2.9.9.tar.gz</a>'
      : "not what was pinned",
  );
  vi.stubEnv("PIP_INDEX_URL", `${server.url}/simple`);
  const failure = await fetchSource("psycopg2").catch((error: unknown) => error);
  expect(failure).not.toBeInstanceOf(SourceUnavailable);
  expect(String(failure)).toMatch(/sha256 is [0-9a-f]{64}, pinned is/);
  expect(await readdir(cache)).toEqual([]);
  server.close();
});

async function serve(answer: (path: string) => string): Promise<{ url: string; close: () => Server }> {
  const server = createServer((request, response) => response.end(answer(request.url ?? "")));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
