// In which order blocks are followed.
import type { FunctionEffects } from "../effects/effect.ts";
import type { Node } from "./solution.ts";

/** Nodes to do, in reverse postorder of their blocks. */
export class WorkList {
  readonly #order: readonly number[];
  readonly #heap: Node[] = [];
  readonly #queued = new Set<Node>();

  constructor(fn: FunctionEffects) {
    this.#order = reversePostorder(fn);
  }

  add(node: Node): void {
    if (this.#queued.has(node)) return;
    this.#queued.add(node);
    const rank = this.#rank(node);
    let at = this.#heap.length;
    while (at > 0 && this.#rank(this.#heap[at - 1]) < rank) at--;
    this.#heap.splice(at, 0, node);
  }

  take(): Node | undefined {
    const node = this.#heap.pop();
    if (node !== undefined) this.#queued.delete(node);
    return node;
  }

  #rank(node: Node | undefined): number {
    return node === undefined ? 0 : (this.#order[node.block] ?? 0);
  }
}

function reversePostorder(fn: FunctionEffects): number[] {
  const order: number[] = new Array<number>(fn.blocks.length).fill(Number.MAX_SAFE_INTEGER);
  const seen = new Set<number>([0]);
  const stack: { block: number; edge: number }[] = [{ block: 0, edge: 0 }];
  let rank = fn.blocks.length;
  while (stack.length > 0) {
    const top = stack.at(-1);
    if (top === undefined) break;
    const edge = fn.blocks[top.block]?.edges[top.edge++];
    if (edge === undefined) {
      order[top.block] = rank--;
      stack.pop();
    } else if (!seen.has(edge.to)) {
      seen.add(edge.to);
      stack.push({ block: edge.to, edge: 0 });
    }
  }
  return order;
}
