// Configuration as the editor lives through it: mistakes shown in the file, changes that take hold while it runs.

import { expect, test } from "vitest";
import { FileChangeType } from "vscode-languageserver-protocol/node";
import { startClient } from "../support/lsp-client.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

const SPAM = "#include <Python.h>\n";

for (const diagnostics of ["push", "pull"] as const) {
  test(`a mistake in gilint.toml is shown where it is, and goes when it is put right (${diagnostics})`, async () => {
    const folder = new TemporaryFolder({ "spam.c": SPAM, "gilint.toml": 'python = "3.9"\nselekt = ["all"]\n' });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    const uri = folder.uri("gilint.toml");
    await client.waitUntil(
      () => client.published.has(uri),
      () => "nothing was published",
    );
    const [problem, ...others] = client.published.get(uri) ?? [];
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      severity: 1,
      source: "gilint",
      code: "configuration",
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } },
    });
    expect(problem?.message).toContain("select");
    folder.write("gilint.toml", 'python = "3.9"\nselect = ["all"]\n');
    await client.watched([uri, FileChangeType.Changed]);
    await client.waitUntil(
      () => client.published.get(uri)?.length === 0,
      () => JSON.stringify(client.published.get(uri)),
    );
  });
}

test("a mistake is shown while it is typed", async () => {
  const folder = new TemporaryFolder({ "spam.c": SPAM, "gilint.toml": 'select = ["all"]\n' });
  const client = await startClient({ folders: [folder.uri()], diagnostics: "push" });
  await client.waitUntilReady();
  const uri = folder.uri("gilint.toml");
  await client.open(uri, 'select = ["all"]\n', "toml");
  await client.edit(uri, "all", "al");
  const shown = (count: number): Promise<void> =>
    client.waitUntil(
      () => (client.published.get(uri) ?? []).length === count,
      () => JSON.stringify(client.published.get(uri)),
    );
  await shown(1);
  await client.close(uri);
  await shown(0);
});
