import { TemplateError } from "./errors";
import { STRING_METHODS, stringArgument } from "./strings";
import { JavaDouble, JavaList, type JavaMap, JavaObject, toJavaString, type Value } from "./values";

type MethodOf<T> = (self: T, args: readonly Value[]) => Value;
type MethodsOf<T> = ReadonlyMap<string, MethodOf<T>>;

const MAP_METHODS: MethodsOf<JavaMap> = new Map(
  Object.entries<MethodOf<JavaMap>>({
    get: (map, args) => map.get(stringArgument(args, 0)) ?? null,
    put: (map, args) => {
      const key = stringArgument(args, 0);
      const before = map.get(key) ?? null;
      map.set(key, args[1] ?? null);
      return before;
    },
    remove: (map, args) => {
      const before = map.get(stringArgument(args, 0)) ?? null;
      map.delete(stringArgument(args, 0));
      return before;
    },
    containsKey: (map, args) => map.has(stringArgument(args, 0)),
    size: (map) => map.size,
    isEmpty: (map) => map.size === 0,
    keySet: (map) => new JavaList([...map.keys()], "template", map),
    values: (map) => new JavaList([...map.values()], "template", map),
    entrySet: (map) =>
      new JavaList(
        [...map].map(([key, value]) => mapEntry(key, value)),
        "template",
        map,
      ),
    toString: toJavaString,
  }),
);

const LIST_METHODS: MethodsOf<JavaList> = new Map(
  Object.entries<MethodOf<JavaList>>({
    get: (list, [position]) => itemAt(list, position ?? null),
    size: (list) => list.items.length,
    isEmpty: (list) => list.items.length === 0,
    contains: (list, args) => list.items.includes(stringArgument(args, 0)),
    add: (list, [item]) => {
      if (list.origin === "array") throw new TemplateError("a Java array has no add()");
      list.items.push(item ?? null);
      return true;
    },
    toString: toJavaString,
  }),
);

const SCALAR_METHODS: MethodsOf<Value> = new Map([["toString", toJavaString]]);

function mapEntry(key: string, value: Value): JavaObject {
  return new JavaObject(
    "entry",
    new Map([
      ["getKey", () => key],
      ["getValue", () => value],
    ]),
    new Map([
      ["key", () => key],
      ["value", () => value],
    ]),
  );
}

/**
 * Calls a method. On null it is null, as Velocity has it.
 * @param self the value
 * @param name of the method
 * @param args evaluated
 * @returns what the method returns
 * @throws TemplateError if the value has no such method. Velocity would go on with null, and an `#if` would be silently
 * false here where AWS, whose strings have all of Java's methods, says true
 */
export function callMethod(self: Value, name: string, args: readonly Value[]): Value {
  if (self === null) return null;
  const result = methodOf(self, name)?.(args);
  if (result === undefined) {
    throw new TemplateError(`${kindOf(self)} has no method ${name}() here; if Java has it, add it in vtl/`);
  }
  return result;
}

function methodOf(self: Exclude<Value, null>, name: string): ((args: readonly Value[]) => Value) | undefined {
  if (self instanceof JavaObject) return self.methods.get(name);
  if (typeof self === "string") return bind(STRING_METHODS, self, name);
  if (self instanceof Map) return bind(MAP_METHODS, self, name);
  if (self instanceof JavaList) return bind(LIST_METHODS, self, name);
  return bind(SCALAR_METHODS, self, name);
}

function bind<T>(methods: MethodsOf<T>, self: T, name: string): ((args: readonly Value[]) => Value) | undefined {
  const method = methods.get(name);
  return method && ((args) => method(self, args));
}

/** Bean properties that Velocity would find on these values and that are of no use in a template. */
const REFUSED_PROPERTIES: readonly string[] = ["class", "bytes", "blank", "declaringClass"];

/**
 * `$value.name`. What is not there is null: recorded against AWS for `$input.body.testAccess`, a property of a string.
 * @param self the value
 * @param name of the property
 * @returns its value
 * @throws TemplateError for Java's own properties such as `.class`
 */
export function getProperty(self: Value, name: string): Value {
  if (self === null) return null;
  if (name === "class") throw new TemplateError(`.class of ${kindOf(self)} is not modelled`);
  if (self instanceof Map) return self.get(name) ?? null;
  if (self instanceof JavaObject) return self.properties.get(name)?.() ?? null;
  if (REFUSED_PROPERTIES.includes(name)) throw new TemplateError(`.${name} of ${kindOf(self)} is not modelled`);
  if (name !== "empty") return null;
  if (typeof self === "string") return self === "";
  return self instanceof JavaList ? self.items.length === 0 : null;
}

/**
 * `$value[key]`.
 * @param self a map or a list
 * @param key a text or an index
 * @returns the item; null if a map has no such key
 * @throws TemplateError beyond a list's end, as Java does
 */
export function getItem(self: Value, key: Value): Value {
  if (self === null) return null;
  if (self instanceof Map) return self.get(stringArgument([key], 0)) ?? null;
  if (self instanceof JavaList) return itemAt(self, key);
  throw new TemplateError(`${kindOf(self)} has no [ ]`);
}

function itemAt(list: JavaList, position: Value): Value {
  const item = typeof position === "number" ? list.items[position] : undefined;
  if (item === undefined) {
    throw new TemplateError(`item ${toJavaString(position)} of a list of ${list.items.length}: Java throws`);
  }
  return item;
}

/**
 * `#set($self.key = value)`.
 * @param self a map or a list
 * @param key a text or an index
 * @param value the new item
 * @throws TemplateError if the value cannot be given such an item
 */
export function setItem(self: Value, key: Value, value: Value): void {
  if (self instanceof Map && typeof key === "string") self.set(key, value);
  else if (self instanceof JavaList && typeof key === "number" && key in self.items) self.items[key] = value;
  else throw new TemplateError(`${kindOf(self)} cannot be given ${toJavaString(key)}`);
}

function kindOf(value: Value): string {
  if (value === null) return "null";
  if (value instanceof Map) return "a map";
  if (value instanceof JavaList) return "a list";
  if (value instanceof JavaObject) return `$${value.name}`;
  return value instanceof JavaDouble ? "a number" : `a ${typeof value}`;
}
