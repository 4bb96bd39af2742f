/** The nodes of velocityjs' parser that the compiler reads; the package does not export their types. */

export interface SourcePosition {
  readonly first_line: number;
}

export type Step =
  | { readonly type: "property"; readonly id: string }
  | { readonly type: "method"; readonly id: string; readonly args: readonly Operand[] | false }
  | { readonly type: "index"; readonly id: Operand };

export interface Reference {
  readonly type: "references";
  readonly id: string;
  readonly path?: readonly Step[];
  /** Present for `$name(...)`, which Velocity does not have. */
  readonly args?: unknown;
  /** True for `${name}`. */
  readonly isWraped?: boolean;
  readonly pos?: SourcePosition;
}

export type Operand =
  | Reference
  | { readonly type: "string"; readonly value: string; readonly isEval?: boolean }
  | { readonly type: "integer" | "decimal"; readonly value: string | number }
  | { readonly type: "bool"; readonly value: "true" | "false" | "null" }
  | { readonly type: "array"; readonly isRange?: boolean; readonly value: readonly (Operand | string | number)[] }
  | { readonly type: "map"; readonly value?: Readonly<Record<string, Operand>> }
  | { readonly type: "math"; readonly operator: string; readonly expression: readonly Operand[] };

export type Directive =
  | { readonly type: "set"; readonly equal: readonly [Reference, Operand]; readonly pos?: SourcePosition }
  | { readonly type: "if" | "elseif"; readonly condition: Operand; readonly pos?: SourcePosition }
  | { readonly type: "foreach"; readonly to: string; readonly from: Operand; readonly pos?: SourcePosition }
  | { readonly type: "else" | "break"; readonly pos?: SourcePosition }
  | { readonly type: "macro_call"; readonly id: string; readonly pos?: SourcePosition }
  | { readonly type: "comment"; readonly value: string; readonly pos?: SourcePosition };

/** A text, a reference or directive, or a block: its opening directive, then what is in it. */
export type Node = string | Reference | Directive | Block;
export type Block = readonly [Directive, ...Node[]];
