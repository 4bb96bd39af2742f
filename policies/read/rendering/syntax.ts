/** A template as a tree. Everything that is no plain text is here, or the parser refuses the template. */
export type Node = TextNode | PrintNode | SetNode | IfNode | ForeachNode | StopNode;

/** Text that is printed as it stands. */
export interface TextNode {
  readonly kind: "text";
  readonly text: string;
  readonly line: number;
}

/** A reference that is printed. */
export interface PrintNode {
  readonly kind: "print";
  readonly reference: Reference;
  readonly line: number;
}

/** `#set($target = value)`. */
export interface SetNode {
  readonly kind: "set";
  readonly target: Reference;
  readonly value: Expression;
  readonly line: number;
}

/** `#if`, every `#elseif`, and `#else`, whose condition is undefined. */
export interface IfNode {
  readonly kind: "if";
  readonly branches: readonly { readonly condition: Expression | undefined; readonly body: readonly Node[] }[];
  readonly line: number;
}

/** `#foreach($variable in list)`. */
export interface ForeachNode {
  readonly kind: "foreach";
  readonly variable: string;
  readonly list: Expression;
  readonly body: readonly Node[];
  readonly line: number;
}

/** `#stop`: nothing more is printed. */
export interface StopNode {
  readonly kind: "stop";
  readonly line: number;
}

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "string"; readonly parts: readonly (string | Reference)[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | Reference;

export type Operator = "or" | "and" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%" | "..";

/** `$name.member.method(argument)[index]`. */
export interface Reference {
  readonly kind: "reference";
  readonly name: string;
  readonly steps: readonly Step[];
  /** `$!name`: nothing is printed where there is no value. */
  readonly isQuiet: boolean;
}

/** A member, a call of a method, or an index, which is a call of `get`. */
export interface Step {
  readonly name: string;
  /** Undefined for a member. */
  readonly arguments?: readonly Expression[];
}

/**
 * Says that a template holds what this pack does not read. The message never quotes the template: it could hold a secret.
 */
export class UnreadableTemplate extends Error {
  /** @param line of the template, from 1 */
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}
