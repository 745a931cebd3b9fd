// Brings a fresh clone to where its scripts run: packages from npm, and what the tests need of the system.
// Uses nothing but Node, because it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

/** What the tests need beyond Node: how to see that it is there, and which Debian packages bring it. */
const SYSTEM = [
  {
    what: "Chromium",
    there: () => onPath("chromium") || onPath("google-chrome"),
    packages: ["chromium", "fonts-dejavu-core"],
  },
  {
    what: "a C and C++ compiler",
    there: () => onPath("cc") && onPath("c++") && onPath("make"),
    packages: ["build-essential"],
  },
  { what: "Python with its headers", there: hasPythonHeaders, packages: ["python3-dev"] },
  { what: "Neovim", there: () => onPath("nvim"), packages: ["neovim"] },
];

/** Installs the packages the lock file names, unless they are there. */
export function installDependencies() {
  if (isInstalled()) return;
  // No package needs its install script: binaries come ready-made.
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
}

/** Installs what is missing where that is possible, and otherwise says which command would do it. */
export function installSystemPackages() {
  const missing = SYSTEM.filter(({ there }) => !there());
  if (missing.length === 0) return;
  const install = ["install", "-y", "--no-install-recommends", ...missing.flatMap(({ packages }) => packages)];
  const names = missing.map(({ what }) => what).join(", ");
  if (process.getuid?.() !== 0 || !onPath("apt-get")) {
    console.log(`missing: ${names}. On Debian and Ubuntu: sudo apt-get ${install.join(" ")}`);
    return;
  }
  console.log(`installing ${names}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["-q", "update"], { env, stdio: "ignore" });
  run("apt-get", ["-q", ...install], { env, stdio: ["ignore", "ignore", "inherit"] });
}

/** Whether node_modules holds what the lock file says. Packages for other platforms are absent by right. */
function isInstalled() {
  const installed = packagesOf(path.join(root, "node_modules/.package-lock.json"));
  const wanted = packagesOf(path.join(root, "package-lock.json"));
  return Object.entries(wanted).every(([folder, { version, optional, link }]) => {
    if (!folder.includes("node_modules/") || link === true) return true;
    const there = installed[folder];
    return there === undefined ? optional === true : there.version === version;
  });
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, "utf8")).packages : {};
}

function onPath(command) {
  return process.env.PATH?.split(path.delimiter).some((folder) => existsSync(path.join(folder, command))) ?? false;
}

function hasPythonHeaders() {
  const header =
    "import os, sysconfig; print(os.path.exists(os.path.join(sysconfig.get_paths()['include'], 'Python.h')))";
  return spawnSync("python3", ["-c", header], { encoding: "utf8" }).stdout?.trim() === "True";
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}`);
}
