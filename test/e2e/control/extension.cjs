// Underlines a word that lacks its last letter as soon as the editor tells of a change in `control.c`.
const vscode = require("vscode");

exports.activate = ({ subscriptions }) => {
  const marks = vscode.languages.createDiagnosticCollection("control");
  const changed = ({ document, contentChanges: [change] }) => {
    if (change === undefined || !document.fileName.endsWith("control.c")) return;
    const line = document.lineAt(change.range.start.line);
    const isRight = !line.text.endsWith("ALLOW_THREAD");
    marks.set(document.uri, isRight ? [] : [new vscode.Diagnostic(line.range, "a letter is missing")]);
  };
  subscriptions.push(marks, vscode.workspace.onDidChangeTextDocument(changed));
};
