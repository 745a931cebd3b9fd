// What is missing, in words, and the command that mends it on this kind of system.
import { readFileSync } from "node:fs";
import type { Interpreter, Missing } from "./result.ts";

export type System = "debian" | "fedora" | "alpine" | "arch" | "suse" | "macos" | "windows" | "other";

type Need = "python" | "headers" | "compiler" | "libc" | "binutils" | "free-threaded";

const COMMANDS: Readonly<Record<Need, Readonly<Record<System, string | null>>>> = {
  python: {
    debian: "sudo apt install python3",
    fedora: "sudo dnf install python3",
    alpine: "sudo apk add python3",
    arch: "sudo pacman -S python",
    suse: "sudo zypper install python3",
    macos: "brew install python",
    windows: "winget install Python.Python.3.13",
    other: null,
  },
  headers: {
    debian: "sudo apt install python3-dev",
    fedora: "sudo dnf install python3-devel",
    alpine: "sudo apk add python3-dev",
    arch: "sudo pacman -S python",
    suse: "sudo zypper install python3-devel",
    macos: "brew install python",
    windows: null,
    other: null,
  },
  compiler: {
    debian: "sudo apt install build-essential",
    fedora: "sudo dnf install gcc",
    alpine: "sudo apk add build-base",
    arch: "sudo pacman -S base-devel",
    suse: "sudo zypper install gcc",
    macos: "xcode-select --install",
    windows: null,
    other: null,
  },
  libc: {
    debian: "sudo apt install libc6-dev",
    fedora: "sudo dnf install glibc-devel",
    alpine: "sudo apk add musl-dev",
    arch: "sudo pacman -S glibc linux-api-headers",
    suse: "sudo zypper install glibc-devel",
    macos: "xcode-select --install",
    windows: null,
    other: null,
  },
  binutils: {
    debian: "sudo apt install binutils",
    fedora: "sudo dnf install binutils",
    alpine: "sudo apk add binutils",
    arch: "sudo pacman -S binutils",
    suse: "sudo zypper install binutils",
    macos: "xcode-select --install",
    windows: null,
    other: null,
  },
  "free-threaded": {
    debian: "pyenv install 3.13t",
    fedora: "sudo dnf install python3.13-freethreading",
    alpine: "pyenv install 3.13t",
    arch: "pyenv install 3.13t",
    suse: "sudo zypper install python313-nogil",
    macos: "brew install python-freethreading",
    windows: "py install 3.13t",
    other: "pyenv install 3.13t",
  },
};

/** An error, the line of source, and the mark below it. */
const LINES_QUOTED = 3;

/** The system this process runs on; on Linux by its os-release. */
export function thisSystem(): System {
  if (process.platform === "darwin") return "macos";
  if (process.platform === "win32") return "windows";
  try {
    return systemOf(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return "other";
  }
}

export function systemOf(osRelease: string): System {
  const words = [...osRelease.matchAll(/^(?:ID|ID_LIKE)="?([^"\n]*)/gm)].flatMap((match) =>
    (match[1] ?? "").split(" "),
  );
  const known: Readonly<Record<string, System>> = {
    debian: "debian",
    ubuntu: "debian",
    fedora: "fedora",
    rhel: "fedora",
    centos: "fedora",
    alpine: "alpine",
    arch: "arch",
    suse: "suse",
    opensuse: "suse",
  };
  return words.map((word) => known[word]).find((system) => system !== undefined) ?? "other";
}

export function missingInterpreter(message: string, system: System): Missing {
  return { what: "interpreter", message, remedy: COMMANDS.python[system] };
}

/** Only the system's own Python gets its headers from the system's packages. */
export function missingHeaders(interpreter: Interpreter, system: System): Missing {
  const own = /^\/usr(?!\/local)/.test(interpreter.include);
  const [major, minor] = interpreter.version;
  const message = `Python.h is not in ${interpreter.include}: Python ${major}.${minor} is installed without its headers`;
  return { what: "headers", message, remedy: own || system === "macos" ? COMMANDS.headers[system] : null };
}

export function missingCompiler(name: string, system: System): Missing {
  const message = `the C compiler ${name}, with which this Python was built, is not on PATH`;
  return { what: "compiler", message, remedy: COMMANDS.compiler[system] };
}

/** Why the compiler cannot build anything, from what it says about a file of three lines. */
export function brokenToolchain(output: string, system: System): Missing {
  const said = firstError(output);
  if (/cannot execute .?(?:as|ld)\b|cannot find .?ld|posix_spawnp?.*(?:as|ld)/.test(output)) {
    const message = `the C compiler finds no assembler or linker: ${said}`;
    return { what: "toolchain", message, remedy: COMMANDS.binutils[system] };
  }
  if (/(?:stdio|pthread|limits|stdlib)\.h/.test(output)) {
    const message = `the C library's headers are not installed: ${said}`;
    return { what: "toolchain", message, remedy: COMMANDS.libc[system] };
  }
  const message = `the C compiler cannot build a file of three lines: ${said}`;
  return { what: "toolchain", message, remedy: COMMANDS.compiler[system] };
}

export function missingPackage(name: "Cython" | "Numba", interpreter: Interpreter): Missing {
  const message = `${name} is not installed for this Python`;
  const quoted = /[\s"'\\$]/.test(interpreter.executable) ? `"${interpreter.executable}"` : interpreter.executable;
  return { what: "tool", message, remedy: `${quoted} -m pip install ${name.toLowerCase()}` };
}

export function missingFreeThreading(interpreter: Interpreter, system: System): Missing {
  const message = `${interpreter.version.join(".")} is not a free-threaded Python; name one with --python`;
  return { what: "tool", message, remedy: COMMANDS["free-threaded"][system] };
}

export function missingSanitizer(compiler: string): Missing {
  const message = `${compiler} has no ThreadSanitizer library that an interpreter can load`;
  return { what: "tool", message, remedy: null };
}

/** The bundled C uses POSIX threads and clocks. */
export function notOnWindows(): Missing {
  const message = "the C variants need POSIX threads, which this system does not have; WSL has them";
  return { what: "platform", message, remedy: "wsl --install" };
}

/** What a compiler said, from its first error on: the place, the words, the line of source. */
export function buildFailure(compiler: string, output: string): Missing {
  const lines = output.split("\n").map((line) => line.trimEnd());
  const first = lines.findIndex((line) => /error/i.test(line));
  const words = lines
    .slice(Math.max(0, first), Math.max(0, first) + LINES_QUOTED)
    .join("\n")
    .trim();
  const message = `${compiler} refused the sources:\n${words === "" ? "it says nothing" : words}`;
  return { what: "build", message, remedy: null };
}

function firstError(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.find((line) => /error/i.test(line)) ?? lines.find((line) => line !== "") ?? "it says nothing";
}
