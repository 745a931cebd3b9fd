// How the reports look.

/** The style that the fragment's classes and the charts' colours ask for; it follows a VS Code theme where there is one. */
export const REPORT_STYLE = `
.gilint-report { --gilint-wait: var(--vscode-charts-orange, #b35900); --gilint-sleep: var(--vscode-descriptionForeground, #8c959f);
  --gilint-print: var(--vscode-charts-green, #1a7f37); --gilint-run: var(--vscode-charts-blue, #0969da);
  --gilint-line: var(--vscode-widget-border, #d0d7de); --gilint-font: var(--vscode-font-family, system-ui, sans-serif);
  color: var(--vscode-foreground, #1f2328); font-family: var(--gilint-font); max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
.gilint-report svg { display: block; width: 100%; max-width: 60rem; height: auto; margin: 0.5rem 0; }
.gilint-report .scroll { overflow-x: auto; }
.gilint-report table { border-collapse: collapse; }
.gilint-report th, .gilint-report td { border-bottom: 1px solid var(--gilint-line); padding: 0.25rem 0.75rem 0.25rem 0; text-align: left; vertical-align: top; }
.gilint-report caption { text-align: left; padding-bottom: 0.25rem; }
.gilint-report .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.gilint-report th[scope="row"], .gilint-report .as-expected { white-space: nowrap; }
.gilint-report .unexpected, .gilint-report .failed { color: var(--vscode-errorForeground, #b3261e); font-weight: bold; }
.gilint-report code, .gilint-report pre { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); }
.gilint-report details { margin: 0.5rem 0; }
.gilint-report :focus-visible { outline: 2px solid var(--vscode-focusBorder, #0969da); outline-offset: 2px; }
`;
