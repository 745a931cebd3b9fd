import { expect, test } from "vitest";
import {
  brokenToolchain,
  buildFailure,
  missingCompiler,
  missingHeaders,
  missingPackage,
  systemOf,
} from "../../server/src/experiment/remedies.ts";
import { interpreter } from "./sample.ts";

test("a system is known by its os-release, a derived one by what it is like", () => {
  expect(systemOf('NAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n')).toBe("debian");
  expect(systemOf('ID=linuxmint\nID_LIKE="ubuntu debian"\n')).toBe("debian");
  expect(systemOf('ID="rocky"\nID_LIKE="rhel centos fedora"\n')).toBe("fedora");
  expect(systemOf("ID=alpine\n")).toBe("alpine");
  expect(systemOf('ID="opensuse-leap"\nID_LIKE="suse opensuse"\n')).toBe("suse");
  expect(systemOf("ID=plan9\n")).toBe("other");
});

test("only the system's own Python gets its headers from the system", () => {
  const own = interpreter({ include: "/usr/include/python3.11", hasHeaders: false });
  expect(missingHeaders(own, "debian").remedy).toBe("sudo apt install python3-dev");
  expect(missingHeaders(own, "fedora").remedy).toBe("sudo dnf install python3-devel");
  expect(missingHeaders(interpreter({ include: "/usr/local/include/python3.12" }), "debian").remedy).toBeNull();
  expect(missingHeaders(interpreter(), "debian").message).toContain(
    "Python.h is not in /opt/python/include/python3.12",
  );
});

test("each system has its own command for a compiler", () => {
  expect(missingCompiler("gcc", "alpine")).toMatchObject({ what: "compiler", remedy: "sudo apk add build-base" });
  expect(missingCompiler("clang", "macos").remedy).toBe("xcode-select --install");
  expect(missingCompiler("cc", "other").remedy).toBeNull();
});

test("a compiler that cannot build anything says why", () => {
  const assembler =
    "gcc: fatal error: cannot execute 'as': execvp: No such file or directory\ncompilation terminated.\n";
  expect(brokenToolchain(assembler, "debian")).toMatchObject({ remedy: "sudo apt install binutils" });
  const linker = "collect2: fatal error: cannot find 'ld'\n";
  expect(brokenToolchain(linker, "debian")).toMatchObject({ remedy: "sudo apt install binutils" });
  const headers = "tiny.c:1:10: fatal error: stdio.h: No such file or directory\n    1 | #include <stdio.h>\n";
  expect(brokenToolchain(headers, "debian")).toMatchObject({ remedy: "sudo apt install libc6-dev" });
  expect(brokenToolchain("cc: error: unrecognized option '-fodd'\n", "debian").message).toContain(
    "unrecognized option",
  );
});

test("a refusal is quoted from its first error, with the line of source", () => {
  const output = [
    "c/spammodule.c: In function ‘print_list’:",
    "c/spammodule.c:9:5: warning: unused variable",
    "c/spammodule.c:12:3: error: ‘lst’ undeclared",
    "   12 |   lst = NULL;",
    "      |   ^~~",
    "c/spammodule.c:20:3: error: more",
  ].join("\n");
  const { what, message } = buildFailure("the C compiler", output);
  expect(what).toBe("build");
  expect(message.split("\n").slice(1)).toEqual([
    "c/spammodule.c:12:3: error: ‘lst’ undeclared",
    "   12 |   lst = NULL;",
    "      |   ^~~",
  ]);
});

test("a path that a shell would split is quoted", () => {
  const odd = interpreter({ executable: "/home/a b/bin/python" });
  expect(missingPackage("Numba", odd).remedy).toBe('"/home/a b/bin/python" -m pip install numba');
});
