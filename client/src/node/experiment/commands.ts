// GIL: Run the Spam Experiment, and GIL: Benchmark a Python Call….
import path from "node:path";
import * as vscode from "vscode";
import type { BenchResult } from "../../../../server/src/experiment/bench/result.ts";
import type { ExperimentResult } from "../../../../server/src/experiment/result.ts";
import { type CommandLine, type Job, runCommand } from "./command-line.ts";
import { chosenPython } from "./python.ts";
import { keep, kept, type Results } from "./results.ts";
import { ResultsPanel, VIEW_TYPE } from "./results-panel.ts";

export function registerExperiment(context: vscode.ExtensionContext): vscode.Disposable {
  const experiments = new Experiments(context);
  return vscode.Disposable.from(
    vscode.commands.registerCommand("gilint.runExperiment", () => experiments.run(false)),
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
  #running = false;
  #asked = { statement: "time.sleep(0.01)", setup: "import time" };

  constructor(context: vscode.ExtensionContext) {
    const storage = path.join(context.globalStorageUri.fsPath, "experiment");
    this.#commandLine = { module: context.asAbsolutePath("server/dist/gilint.js"), storage };
    this.#panel = new ResultsPanel({
      extension: context.extensionUri,
      runAgain: (results, faithful) => void this.#again(results, faithful),
    });
  }

  async run(faithful: boolean): Promise<void> {
    const title = vscode.l10n.t("Running the spam experiment");
    const result = await this.#start<ExperimentResult>(title, "experiment", [faithful ? "--faithful" : "--quick"]);
    if (result !== undefined) await this.#show({ kind: "experiment", result });
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
    if (result !== undefined) await this.#show({ kind: "bench", result });
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
      const python = await chosenPython();
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
