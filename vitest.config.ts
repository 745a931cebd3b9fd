import { defineConfig } from "vitest/config";

// `unit` is fast and runs before each commit; `slow` starts processes, packs, or reads large inputs; `e2e` drives a real VS Code.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          testTimeout: 60_000,
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.slow.test.ts"],
        },
      },
      {
        test: {
          name: "slow",
          include: ["test/**/*.slow.test.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.e2e.ts"],
          globalSetup: "test/e2e/setup.ts",
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
