/** What a call has to give: the parameters of a function, or of what makes an object of a class. */
import type { ClassDef, Declaration, FunctionDef, Parameter } from "../syntax.js";
import type { ModuleText } from "./context.js";
import { classBody } from "./dataclass.js";

export interface SignatureParameter extends Pick<Parameter, "name" | "kind" | "positionalOnly"> {
  readonly optional: boolean;
}

export type Signature = readonly SignatureParameter[];

/** Null if it is not known: nobody calls such a thing, somebody has wrapped it, or another class decides. */
export function signatureOf(node: Declaration, module: ModuleText): Signature | null {
  const plain = node.kind === "ClassDef" || (node.kind === "FunctionDef" && node.decorators.length === 0);
  return (plain ? parametersOf(node, module, 0) : null)?.map(parameter) ?? null;
}

function parameter({ name, kind, positionalOnly, default: value }: Parameter): SignatureParameter {
  return { name, kind, ...(positionalOnly === true ? { positionalOnly } : {}), optional: value !== null };
}

function parametersOf(node: FunctionDef | ClassDef, module: ModuleText, depth: number): readonly Parameter[] | null {
  if (node.kind === "FunctionDef") return node.params;
  const body = classBody(node);
  const own = (name: string): FunctionDef | undefined =>
    body.find((part): part is FunctionDef => part.kind === "FunctionDef" && part.name === name);
  if (own("__new__") !== undefined || depth > 20) return null;
  const init = own("__init__");
  if (init !== undefined) return init.decorators.length === 0 ? init.params.slice(1) : null;
  if (node.bases.length === 0) return [];
  const [base] = node.bases;
  const parent = base.kind === "Name" ? module.declared.get(base.id) : undefined;
  return parent?.kind === "ClassDef" && node.bases.length === 1 ? parametersOf(parent, module, depth + 1) : null;
}
