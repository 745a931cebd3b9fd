// The script of the results view: buttons tell the extension what was asked for.

interface Host {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
// With a state of its own, the view comes back after a reload; what it shows, the extension keeps.
host.setState({});
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (button !== null) host.postMessage({ command: button.dataset["command"], open: button.dataset["open"] });
});
