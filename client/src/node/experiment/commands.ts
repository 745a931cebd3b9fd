// GIL: Run the Spam Experiment, and GIL: Benchmark a Python Call….
import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import type { BenchResult } from "../../../../server/src/experiment/bench/result.ts";
import type { ExperimentResult } from "../../../../server/src/experiment/result.ts";
import { type CommandLine, type Job, listInterpreters, runCommand } from "./command-line.ts";
import { chosenPython } from "./python.ts";
import { keep, kept, type Results } from "./results.ts";
import { ResultsPanel, VIEW_TYPE } from "./results-panel.ts";
import { forgetSources, sourceOptions, sourcesOf } from "./sources.ts";

export function registerExperiment(context: vscode.ExtensionContext): vscode.Disposable {
  const experiments = new Experiments(context);
  return vscode.Disposable.from(
    vscode.commands.registerCommand("gilint.runExperiment", () => experiments.run(false)),
    vscode.commands.registerCommand("gilint.compareInterpreters", () => experiments.compare()),
    vscode.commands.registerCommand("gilint.benchmark", () => experiments.askAndBenchmark()),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: (panel: vscode.WebviewPanel) => experiments.restore(panel),
    }),
  );
}

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

class Experiments {
  readonly #commandLine: CommandLine;
  readonly #panel: ResultsPanel;
  readonly #state: vscode.Memento;
  #running = false;
  #asked = { statement: "time.sleep(0.01)", setup: "import time" };

  constructor(context: vscode.ExtensionContext) {
    const storage = path.join(context.globalStorageUri.fsPath, "experiment");
    this.#state = context.workspaceState;
    this.#commandLine = { module: context.asAbsolutePath("server/dist/gilint.js"), storage };
    this.#panel = new ResultsPanel({
      extension: context.extensionUri,
      runAgain: (results, faithful) => void this.#again(results, faithful),
    });
  }

  /** With these interpreters, or with the one that is chosen. */
  async run(faithful: boolean, interpreters: readonly string[] = []): Promise<void> {
    if (!(await this.#mayRun())) return;
    const sources = await sourcesOf(this.#state);
    if (sources === undefined) return;
    const title = vscode.l10n.t("Running the spam experiment");
    const mode = faithful ? "--faithful" : "--quick";
    const args = [mode, ...sourceOptions(sources), ...interpreters.flatMap((one) => ["--python", one])];
    const result = await this.#start<ExperimentResult>(title, "experiment", args);
    // A folder that files of the user's are in, or that cannot be written, is asked for again.
    if (result === undefined) {
      if (sources.folder !== null && !existsSync(path.join(sources.folder, "run.py"))) await forgetSources(this.#state);
      return;
    }
    await this.#show({ kind: "experiment", result, sources: sources.folder });
  }

  async compare(): Promise<void> {
    if (!(await this.#mayRun())) return;
    const found = await listInterpreters(this.#commandLine);
    const items = found.map(({ executable, version, freeThreaded }) => ({
      label: freeThreaded ? vscode.l10n.t("Python {0}, free-threaded", version) : `Python ${version}`,
      detail: executable,
      picked: true,
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t("Which interpreters are to be compared?"),
      canPickMany: true,
      ignoreFocusOut: true,
    });
    if (chosen !== undefined && chosen.length > 0)
      await this.run(
        false,
        chosen.map(({ detail }) => detail),
      );
  }

  async askAndBenchmark(): Promise<void> {
    const statement = await vscode.window.showInputBox({
      title: vscode.l10n.t("Which Python call is to be measured?"),
      value: this.#asked.statement,
      ignoreFocusOut: true,
    });
    if (statement === undefined || statement.trim() === "") return;
    const setup = await vscode.window.showInputBox({
      title: vscode.l10n.t("What has to run before it, in each thread? (may be empty)"),
      value: this.#asked.setup,
      ignoreFocusOut: true,
    });
    if (setup === undefined) return;
    this.#asked = { statement, setup };
    await this.#benchmark(statement, setup);
  }

  async restore(panel: vscode.WebviewPanel): Promise<void> {
    const results = await kept(this.#commandLine.storage);
    if (results === undefined) panel.dispose();
    else this.#panel.adopt(panel, results);
  }

  async #again(results: Results, faithful: boolean): Promise<void> {
    if (results.kind === "experiment") await this.run(faithful);
    else await this.#benchmark(results.result.statement, results.result.setup);
  }

  async #benchmark(statement: string, setup: string): Promise<void> {
    const title = vscode.l10n.t("Measuring {0}", statement);
    const result = await this.#start<BenchResult>(title, "bench", ["--stmt", statement, "--setup", setup]);
    if (result !== undefined) await this.#show({ kind: "bench", result, sources: null });
  }

  async #show(results: Results): Promise<void> {
    await keep(this.#commandLine.storage, results);
    this.#panel.show(results);
  }

  /** undefined if it was cancelled, refused or failed; the user has been told why. */
  async #start<R>(title: string, command: Job["command"], args: readonly string[]): Promise<R | undefined> {
    if (!(await this.#mayRun())) return undefined;
    this.#running = true;
    try {
      const python = args.includes("--python") ? undefined : await chosenPython();
      const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
      return await vscode.window.withProgress(options, (progress, token) =>
        runCommand<R>(this.#commandLine, {
          command,
          args: [...args, ...(python === undefined ? [] : ["--python", python]), ...STEPS[command]],
          cwd: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? this.#commandLine.storage,
          onLine: (line) => tell(progress, line),
          token,
        }),
      );
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    } finally {
      this.#running = false;
    }
  }

  /** They run programs: in a trusted workspace only, and one at a time, or they would measure each other. */
  async #mayRun(): Promise<boolean> {
    if (!vscode.workspace.isTrusted) {
      await vscode.commands.executeCommand("workbench.trust.manage");
      return false;
    }
    if (this.#running) void vscode.window.showInformationMessage(vscode.l10n.t("An experiment is running already."));
    return !this.#running;
  }
}

/** What makes the command tell its steps. */
const STEPS: Readonly<Record<Job["command"], readonly string[]>> = { experiment: ["--progress", "json"], bench: [] };

/** The steps that are told, as `gilint experiment --progress json` writes them. */
type Step =
  | { readonly kind: "interpreter"; readonly name: string }
  | { readonly kind: "building" }
  | { readonly kind: "running"; readonly variant: string; readonly run: number; readonly of: number }
  | { readonly kind: "finished"; readonly of: number };

function tell(progress: Progress, line: string): void {
  const step = parse(line);
  if (step === undefined) return;
  switch (step.kind) {
    case "interpreter":
      progress.report({ message: step.name });
      break;
    case "building":
      progress.report({ message: vscode.l10n.t("building") });
      break;
    case "running":
      progress.report({ message: `${step.variant}, ${step.run}/${step.of}` });
      break;
    case "finished":
      progress.report({ increment: 100 / step.of });
      break;
  }
}

function parse(line: string): Step | undefined {
  try {
    return JSON.parse(line) as Step;
  } catch {
    return undefined; // A remark for people.
  }
}
