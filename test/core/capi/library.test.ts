// What the C library and others do that matters round the GIL: waiting, sharing, locking, calling back, never returning.
import { expect, test } from "vitest";
import { blockingArguments, blockingFact } from "../../../server/src/core/capi/blocking.ts";
import { callbackRegistrations, noReturn } from "../../../server/src/core/capi/control.ts";
import { isLockGuard } from "../../../server/src/core/capi/guards.ts";
import { lockCall } from "../../../server/src/core/capi/locks.ts";
import { borrowed, objectField } from "../../../server/src/core/capi/objects.ts";
import { isAtomicOrThreadLocal, streamCall, unsafeCall } from "../../../server/src/core/capi/sharing.ts";

test.each([
  [
    "high",
    "sleep nanosleep recv accept select poll connect system waitpid fsync pthread_join pthread_cond_wait sem_wait getaddrinfo",
  ],
  [
    "high",
    "sqlite3_step PQexec mysql_real_query SQLExecute curl_easy_perform SSL_read WaitForSingleObject Sleep flock",
  ],
  [
    "medium",
    "open read write stat opendir fopen fgets sqlite3_open_v2 getpwnam_r CreateFileW EVP_PBE_scrypt deflate getifaddrs PQfinish",
  ],
  [
    "low",
    "close fcntl shutdown fprintf fflush fputs pthread_mutex_lock CloseHandle lseek getrandom getpwnam getmntent",
  ],
  ["low", "sqlite3_finalize sqlite3_bind_pointer ImagingPaletteCacheUpdate crc32 PyThread_acquire_lock"],
  ["none", "sqlite3_column_type SQLRowCount PQclear LZ4F_isError SDL_GetTicks SetEvent getsockname isatty fork dlopen"],
])("%s: %s", (weight, list) => {
  for (const name of list.split(" ")) expect(blockingFact(name)?.weight, name).toBe(weight);
});

test("an argument can say that a call does not wait, or that it does", () => {
  const weight = (name: string, text: string): string | undefined =>
    blockingArguments(name).find(({ texts }) => texts.includes(text))?.weight;
  expect(weight("poll", "0")).toBe("none");
  expect(weight("ioctl", "SIOCETHTOOL")).toBe("medium");
  expect(weight("file", '"/proc/*')).toBe("low");
});

test("what does not wait is not listed", () => {
  for (const name of ["strlen", "memcpy", "malloc", "getpid", "sleepy"]) expect(blockingFact(name)).toBeUndefined();
});

test("functions with static state, and glibc's better ones", () => {
  expect(unsafeCall("localtime")).toMatchObject({ glibcSafe: false, replacement: "localtime_r / localtime_s" });
  expect(unsafeCall("getpwnam")?.shares).toContain("race:pwnam");
  for (const name of ["getenv", "rand", "dlerror", "inet_ntoa"]) expect(unsafeCall(name)?.glibcSafe, name).toBe(true);
  for (const name of ["strtok", "asctime", "gmtime", "setlocale", "readdir"])
    expect(unsafeCall(name), name).toBeDefined();
  for (const name of ["localtime_r", "strtok_r", "strlen", "malloc"]) expect(unsafeCall(name), name).toBeUndefined();
});

test("which stream a call writes or reads", () => {
  for (const name of ["printf", "puts", "putchar", "vprintf"])
    expect(streamCall(name)).toMatchObject({ stream: "stdout", direction: "write" });
  expect(streamCall("perror")?.stream).toBe("stderr");
  for (const name of ["fprintf", "write", "dprintf", "writev", "vfprintf"])
    expect(streamCall(name), name).toMatchObject({ stream: 0 });
  for (const name of ["fputs", "fputc", "putc", "putc_unlocked"])
    expect(streamCall(name), name).toMatchObject({ stream: 1 });
  expect(streamCall("fwrite")).toMatchObject({ stream: 3, direction: "write" });
  expect(streamCall("fgets")).toMatchObject({ stream: 2, direction: "read" });
  for (const name of ["sprintf", "snprintf", "sscanf", "vsnprintf", "syslog"])
    expect(streamCall(name), name).toBeUndefined();
});

test("locks, tries, waits and their ends", () => {
  expect(lockCall("pthread_mutex_lock")).toMatchObject({
    op: "lock",
    argument: 0,
    blocks: true,
    pairs: ["pthread_mutex_unlock"],
  });
  expect(lockCall("pthread_mutex_trylock")).toMatchObject({ op: "trylock", blocks: false });
  expect(lockCall("pthread_cond_wait")).toMatchObject({ op: "wait", argument: 1 });
  expect(lockCall("flockfile")).toMatchObject({ op: "lock", argument: 0, pairs: ["funlockfile"] });
  expect(lockCall("ReleaseSRWLockShared")?.pairs).toContain("AcquireSRWLockShared");
  for (const name of ["PyMutex_Lock", "EnterCriticalSection", "mtx_lock", "PyThread_acquire_lock"])
    expect(lockCall(name)?.op, name).toBe("lock");
  expect(lockCall("pthread_mutex_init")).toBeUndefined();
  expect(isLockGuard("std::lock_guard<std::mutex>")).toBe(true);
  expect(isLockGuard("lock_guards")).toBe(false);
});

test("every lock has an end that names it", () => {
  for (const name of [
    "pthread_rwlock_timedrdlock",
    "mtx_timedlock",
    "g_mutex_lock",
    "uv_sem_wait",
    "ENTER_HASHLIB",
    "SDL_LockMutex",
  ]) {
    const ends = lockCall(name)?.pairs.map((end) => lockCall(end)?.op) ?? [];
    expect(new Set(ends), name).toEqual(new Set(["unlock"]));
  }
});

test.each([
  ["pthread_create", [2], "released"],
  ["PyThread_start_new_thread", [0], "released"],
  ["CreateThread", [2], "released"],
  ["std::thread", [0], "released"],
  ["SDL_AddTimer", [1], "released"],
  ["Pa_OpenStream", [6], "released"],
  ["zmq_msg_init_data", [3], "released"],
  ["qsort", [3], "caller"],
  ["signal", [1], "released"],
  ["sqlite3_create_function_v2", [5, 6, 7, 8], "caller"],
  ["XML_SetElementHandler", [1, 2], "caller"],
  ["SSL_CTX_set_verify", [2], "caller"],
  ["PQsetNoticeProcessor", [1], "caller"],
  ["Py_AddPendingCall", [0], "held"],
  ["PyCapsule_New", [2], "held"],
  ["PyOS_InputHook", [-1], "released"],
  ["rl_startup_hook", [-1], "caller"],
  ["strlen", [], undefined],
])("%s calls back arguments %j, %s", (name, args, state) => {
  const facts = callbackRegistrations(name);
  expect(facts.map((fact) => fact.argument)).toEqual(args);
  for (const fact of facts) expect(fact.state).toBe(state);
});

test("what never returns", () => {
  for (const name of [
    "abort",
    "exit",
    "_exit",
    "longjmp",
    "Py_FatalError",
    "Py_UNREACHABLE",
    "pthread_exit",
    "PyThread_exit_thread",
  ])
    expect(noReturn(name), name).toBe(true);
  for (const name of ["atexit", "setjmp", "Py_FinalizeEx", "return", "assert", "warn"])
    expect(noReturn(name), name).toBe(false);
});

test("fields of Python's objects, and of nobody else's", () => {
  for (const name of ["ob_refcnt", "ob_type", "ob_size", "ob_item", "tp_name", "tp_dealloc", "ob_sval"])
    expect(objectField(name)?.name).toBe(name);
  for (const name of ["d_name", "d_type", "m_name", "data", "length", "hash", "ob", "f_type"])
    expect(objectField(name), name).toBeUndefined();
});

test("borrowed references and their replacement", () => {
  expect(borrowed("PyList_GetItem")).toMatchObject({
    kind: "borrowed",
    replacement: "PyList_GetItemRef",
    since: "3.13",
    risk: "high",
  });
  expect(borrowed("Py_CLEAR")?.kind).toBe("unsafe-macro");
  expect(borrowed("PyList_GetItemRef")).toBeUndefined();
});

test("types that threads may share", () => {
  for (const type of [
    "_Thread_local int",
    "static __thread char *",
    "_Atomic int",
    "atomic_int",
    "std::atomic<int>",
    "_Py_thread_local int",
  ])
    expect(isAtomicOrThreadLocal(type), type).toBe(true);
  for (const type of ["int", "volatile int", "atom_t", "thread_t"])
    expect(isAtomicOrThreadLocal(type), type).toBe(false);
});
