// A task for the pool's tests: squares; misbehaves on request, in workers only.
import { isMainThread, threadId } from "node:worker_threads";

export function run(item, args) {
  if (!isMainThread && item === args.exitAt) process.exit(3);
  if (!isMainThread && item === args.throwAt) throw new Error("no squares today");
  if (item === args.alwaysThrowAt) throw new Error("never");
  return { square: item * item, thread: isMainThread ? 0 : threadId };
}
