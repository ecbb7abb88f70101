/** How deep a finished tree is: chains such as `a + b + …` nest without recursion here, but whoever reads the tree recurses. */
import type { Span } from "./syntax.js";

/** Deepest tree handed on. */
export const TREE_DEPTH_MAX = 1000;

/** The span of the outermost node that has more than `TREE_DEPTH_MAX` levels, or null. */
export function tooDeep(root: { readonly span: Span }): Span | null {
  const stack: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { value, depth } = top;
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) for (const item of value) stack.push({ value: item, depth });
    else if (depth > TREE_DEPTH_MAX) return root.span;
    else
      for (const child of Object.values(value))
        if (typeof child === "object") stack.push({ value: child, depth: depth + 1 });
  }
  return null;
}
