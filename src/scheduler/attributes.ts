/** Attribute access: instances through their class, classes through their bases, properties, static and class methods. */
import { dataAttribute } from "../programs/builtins/members.js";
import { attributeOf, hasNative } from "../programs/builtins/index.js";
import { raise_ } from "../programs/builtins/heap.js";
import { holdsPythonText } from "../programs/builtins/python-text.js";
import { className, lookupInClass, mro, typeName } from "../programs/builtins/types.js";
import { isKind, readAs, sameRef } from "../programs/builtins/values.js";
import type { ClassObject, Instance, Method, Ref, Value } from "../programs/value.js";
import { Invocation } from "./machine.js";
import type { Machine } from "./machine.js";

/** `staticmethod(f)`, `classmethod(f)`, `property(get, set)` are Methods bound to these markers. */
export type ClassAttributeForm = "_staticmethod" | "_classmethod" | "_property";
const forms: ReadonlySet<string> = new Set(["_staticmethod", "_classmethod", "_property"]);

export function classAttribute(form: ClassAttributeForm, ...parts: Value[]): Method {
  return { kind: "method", self: { kind: "builtin", name: form }, callee: { kind: "tuple", items: parts } };
}

/** The form and parts, if the value is such a marker. */
export function asClassAttribute(value: Value): { form: string; parts: readonly Value[] } | null {
  if (!isKind(value, "method") || !isKind(value.self, "builtin") || !isKind(value.callee, "tuple")) return null;
  return forms.has(value.self.name) ? { form: value.self.name, parts: value.callee.items } : null;
}

/** What an attribute found in a class gives when read through `self` (null: through the class itself). */
export function bindClassAttribute(attribute: Value, self: Value, cls: Value): Value {
  const special = asClassAttribute(attribute);
  if (special?.form === "_staticmethod") return special.parts[0];
  if (special?.form === "_classmethod") return { kind: "method", self: cls, callee: special.parts[0] };
  const bindable =
    attribute !== null &&
    typeof attribute === "object" &&
    (attribute.kind === "function" || attribute.kind === "builtin");
  return bindable && self !== null ? { kind: "method", self, callee: attribute } : attribute;
}

/** A special method written in Python, bound to its instance. */
export function specialMethod(m: Machine, value: Value, name: string): Method | null {
  const instance = isKind(value, "ref") && value.of === "instance" ? readAs(m, value, "instance") : null;
  const method = instance === null ? undefined : lookupInClass(m, instance.cls, name);
  return isKind(method, "function") ? { kind: "method", self: value, callee: method } : null;
}

/** How Python code writes the value; `__str__` falls back on `__repr__`. Null if none has a part in it. */
export function textHook(m: Machine, value: Value, name: "__str__" | "__repr__"): Method | null {
  const own = specialMethod(m, value, name) ?? (name === "__str__" ? specialMethod(m, value, "__repr__") : null);
  if (own !== null || !holdsPythonText(m, value)) return own;
  const index = m.world.library.get("builtins._text_of");
  const writer = index === undefined ? undefined : m.memory.global(index);
  return writer === undefined ? null : { kind: "method", self: value, callee: writer };
}

/** `object.name`, or the call (of a property's getter, of `__getattr__`) that gives it. */
export function loadAttribute(m: Machine, object: Value, name: string): Value | Invocation {
  if (object !== null && typeof object === "object") {
    if (object.kind === "ref") {
      const target = m.read(object);
      if (target.kind === "instance") return loadFromInstance(m, object, target, name);
      if (target.kind === "class") return loadFromClass(m, object, target, name);
    }
    if (object.kind === "super") return loadFromSuper(m, object.cls, object.self, name);
    if (object.kind === "method" && (name === "__self__" || name === "__func__"))
      return name === "__self__" ? object.self : object.callee;
    if (object.kind === "function" && (name === "__name__" || name === "__qualname__")) {
      const code = m.world.program.codes[object.code];
      return name === "__name__" ? code.name : code.qualifiedName;
    }
  }
  const value = attributeOf(m, object, name);
  if (value === undefined) missing(m, object, name);
  return value;
}

/** What a `with` or `for` asks of an object that is not made for it. */
export const protocols: Readonly<Record<string, (type: string) => string>> = {
  __enter__: (type) => `'${type}' object does not support the context manager protocol`,
  __exit__: (type) => `'${type}' object does not support the context manager protocol`,
  __aenter__: (type) => `'${type}' object does not support the asynchronous context manager protocol`,
  __aexit__: (type) => `'${type}' object does not support the asynchronous context manager protocol`,
  __aiter__: (type) => `'async for' requires an object with __aiter__ method, got ${type}`,
};

function missing(m: Machine, object: Value, name: string): never {
  if (Object.hasOwn(protocols, name)) raise_("TypeError", protocols[name](typeName(m, object)));
  // A bound method has the attributes of its function.
  const bearer = isKind(object, "method") && isKind(object.callee, "function") ? object.callee : object;
  if (isKind(object, "type")) raise_("AttributeError", `type object '${object.name}' has no attribute '${name}'`);
  raise_("AttributeError", `'${typeName(m, bearer)}' object has no attribute '${name}'`);
}

function loadFromInstance(m: Machine, ref: Ref, instance: Readonly<Instance>, name: string): Value | Invocation {
  const inClass = lookupInClass(m, instance.cls, name);
  const special = inClass === undefined ? null : asClassAttribute(inClass);
  if (special?.form === "_property") return new Invocation(special.parts[0], [ref]);
  if (Object.hasOwn(instance.attributes, name)) {
    const value = instance.attributes[name];
    if (ref.id >= 0 && m.world.program.mutableAttributes.has(name))
      m.recorder.access?.(m, "read", { kind: "attribute", ref, name }, undefined, value);
    return value;
  }
  if (inClass !== undefined) {
    const own = isData(inClass) && !name.startsWith("_") ? ownOfThread(m, instance.cls) : undefined;
    if (own !== undefined) return new Invocation(own, [ref, name]);
    return bindClassAttribute(inClass, ref, instance.cls);
  }
  if (name === "__class__") return instance.cls;
  if (name === "__dict__") return m.make({ kind: "dict", entries: Object.entries(instance.attributes) });
  const fallback = lookupInClass(m, instance.cls, "__getattr__");
  if (fallback !== undefined) return new Invocation(fallback, [ref, name]);
  const value = attributeOf(m, ref, name);
  if (value === undefined) missing(m, ref, name);
  return value;
}

function isData(attribute: Value): boolean {
  return !isKind(attribute, "function") && !isKind(attribute, "method");
}

/** How an object of the class finds what a thread has stored in place of a class attribute; only thread-locals need it. */
function ownOfThread(m: Machine, cls: Value): Value | undefined {
  return lookupInClass(m, cls, "_is_thread_local") === undefined ? undefined : lookupInClass(m, cls, "_get");
}

function loadFromClass(m: Machine, ref: Ref, cls: Readonly<ClassObject>, name: string): Value | Invocation {
  if (name === "__name__" || name === "__qualname__") return cls.name;
  const value = lookupInClass(m, ref, name);
  if (value === undefined) {
    if (name === "__init__") return { kind: "builtin", name: "_object_init" };
    if (name === "__new__") return { kind: "builtin", name: "object.__new__" };
    const data = dataAttribute(m, ref, name);
    if (data !== undefined) return data;
    const ofType = attributeOf(m, ref, name);
    if (ofType !== undefined) return ofType;
    raise_("AttributeError", `type object '${cls.name}' has no attribute '${name}'`);
  }
  if (asClassAttribute(value) === null && m.world.program.mutableAttributes.has(name))
    m.recorder.access?.(m, "read", { kind: "attribute", ref, name }, undefined, value);
  return bindClassAttribute(value, null, ref);
}

function loadFromSuper(m: Machine, cls: Value, self: Value, name: string): Value | Invocation {
  const own = readAs(m, self, "instance")?.cls ?? self;
  const order = mro(m, own);
  const start = order.findIndex((entry) => sameRef(entry, cls)) + 1;
  for (const entry of order.slice(start)) {
    const found = ownAttribute(m, entry, name);
    if (found !== undefined) return name === "__new__" ? found : bindClassAttribute(found, self, own);
  }
  if (name === "__new__") return { kind: "builtin", name: "object.__new__" };
  const ofObject = objectMethods[name];
  if (ofObject !== undefined) return { kind: "method", self, callee: { kind: "builtin", name: ofObject } };
  raise_("AttributeError", `'super' object has no attribute '${name}'`);
}

/** What every class has from `object`. */
const objectMethods: Readonly<Record<string, string | undefined>> = {
  __init__: "_object_init",
  __setattr__: "object.__setattr__",
};

function ownAttribute(m: Machine, cls: Value, name: string): Value | undefined {
  const builtin = isKind(cls, "type") ? `${cls.name}.${name}` : "";
  if (builtin !== "") return hasNative(builtin) ? { kind: "builtin", name: builtin } : undefined;
  const object = readAs(m, cls, "class");
  return object !== null && Object.hasOwn(object.attributes, name) ? object.attributes[name] : undefined;
}

/** `object.name = value`; gives the call (of a setter, of `__setattr__`) that does it, if there is one. */
export function storeAttribute(m: Machine, object: Value, name: string, value: Value): Invocation | null {
  if (object === null || typeof object !== "object" || object.kind !== "ref") missing(m, object, name);
  const target = m.read(object);
  if (target.kind !== "instance" && target.kind !== "class") missing(m, object, name);
  if (target.kind === "instance") {
    const special = lookupInClass(m, target.cls, name);
    const setter = special === undefined ? null : asClassAttribute(special);
    if (setter?.form === "_property") {
      if (setter.parts.length < 2)
        raise_("AttributeError", `property '${name}' of '${typeName(m, object)}' object has no setter`);
      return new Invocation(setter.parts[1], [object, value], { kind: "discard" });
    }
    const hook = lookupInClass(m, target.cls, "__setattr__");
    if (hook !== undefined && !isBuiltin(hook)) return new Invocation(hook, [object, name, value], { kind: "discard" });
    keepFrozen(m, target.cls, "assign to", name);
  }
  setOwnAttribute(m, object, name, value);
  return null;
}

function isBuiltin(value: Value): boolean {
  return value !== null && typeof value === "object" && value.kind === "builtin";
}

/** Without properties and `__setattr__` (what `object.__setattr__` does). */
export function setOwnAttribute(m: Machine, ref: Ref, name: string, value: Value): void {
  const stored = ref.id >= 0 ? m.shareOne(value) : value;
  const target = m.edit(ref);
  if (target.kind !== "instance" && target.kind !== "class") missing(m, ref, name);
  const isHeard = ref.id >= 0 && m.recorder.access !== undefined;
  const before = isHeard && Object.hasOwn(target.attributes, name) ? target.attributes[name] : undefined;
  target.attributes[name] = stored;
  if (isHeard) m.recorder.access?.(m, "write", { kind: "attribute", ref, name }, before, stored);
}

/** `del object.name`; gives the call of `__delattr__` that does it, if there is one. */
export function deleteAttribute(m: Machine, object: Value, name: string): Invocation | null {
  if (object === null || typeof object !== "object" || object.kind !== "ref") missing(m, object, name);
  const target = m.read(object);
  if (target.kind === "instance") {
    const hook = lookupInClass(m, target.cls, "__delattr__");
    if (hook !== undefined && !isBuiltin(hook)) return new Invocation(hook, [object, name], { kind: "discard" });
    keepFrozen(m, target.cls, "delete", name);
  }
  if ((target.kind !== "instance" && target.kind !== "class") || !Object.hasOwn(target.attributes, name))
    missing(m, object, name);
  const before = target.attributes[name];
  const edited = m.edit(object) as Instance | ClassObject;
  Reflect.deleteProperty(edited.attributes, name);
  if (object.id >= 0) m.recorder.access?.(m, "write", { kind: "attribute", ref: object, name }, before, undefined);
  return null;
}

/** Objects of a frozen dataclass get their attributes from their `__init__` and keep them. */
function keepFrozen(m: Machine, cls: Value, verb: "assign to" | "delete", name: string): void {
  if (lookupInClass(m, cls, "__dataclass_frozen__") !== true) return;
  if (`.${m.codeOf(m.frame).qualifiedName}`.endsWith(`.${className(m, cls)}.__init__`)) return;
  raise_("dataclasses.FrozenInstanceError", `cannot ${verb} field '${name}'`);
}

/** The name that `getattr`, `setattr`, … are given. */
export function attributeName(m: Machine, name: Value): string {
  if (typeof name !== "string") raise_("TypeError", `attribute name must be string, not '${typeName(m, name)}'`);
  return name;
}
