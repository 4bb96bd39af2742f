import { checkTemplate } from "../nesting";
import { oncePerText } from "../once-per-text";
import { advance, JSON_START } from "./json-position";
import { either, type Origin, OWN } from "./origin";
import { assign, originOf, otherHeadersIf, type Override, type Scope } from "./scope";
import { type Cursor, type Expression, type Reference, take, takeExpression, takeGroup, takeReference } from "./syntax";

/**
 * What one pass over a text of Velocity shows, be it a mapping template or the format of a log. It takes any text, so it also
 * serves templates that say nothing to Kinesis: loops, macros, mistakes. What a template makes of a request, `../rendering` says:
 * it renders every branch, and refuses what it does not follow.
 */
export interface TemplateScan {
  /** The names of the JSON fields that the template's own text prints. */
  readonly fields: ReadonlySet<string>;
  /** Where each reference comes from that is printed. */
  readonly printed: readonly Origin[];
  readonly overrides: readonly Override[];
}

/**
 * Scans a template. An API has the same one for many media types, and a stack for many regions: each is scanned once.
 * @param source The template's text.
 * @returns What it prints and sets.
 * @throws Unreadable if it is too long or nests too deep.
 */
export const scanTemplate = oncePerText((source): TemplateScan => {
  checkTemplate(source);
  return new Scanner(source).scan();
});

const COMMENT = /##[^\n]*\n?|#\*[\s\S]*?\*#/y;
const DIRECTIVE = /#\{?(?:set|if|elseif|foreach|macro|define|else|end)\}?/y;

/** A directive that is open, and where and what it began with. */
interface Block {
  readonly position: typeof JSON_START;
  readonly scope: Scope;
  /** The variable that a `#define` makes of what it prints, and how much was printed before it. */
  readonly defines?: { readonly variable: Reference; readonly from: number };
}

class Scanner {
  readonly #cursor: Cursor;
  readonly #fields = new Set<string>();
  readonly #printed: Origin[] = [];
  readonly #blocks: Block[] = [];
  #position = JSON_START;
  #scope: Scope = { variables: new Map(), otherHeaders: new Set(), overrides: [] };

  constructor(source: string) {
    this.#cursor = { source, at: 0 };
  }

  scan(): TemplateScan {
    const cursor = this.#cursor;
    while (cursor.at < cursor.source.length) {
      if (take(cursor, COMMENT) !== undefined) continue;
      const directive = take(cursor, DIRECTIVE);
      const reference = directive === undefined ? takeReference(cursor) : undefined;
      if (directive !== undefined) this.#follow(directive.replace(/[#{}]/g, ""));
      else if (reference !== undefined) this.#printReference(reference);
      else this.#printText(take(cursor, /[^#$]+|[#$]/y) ?? "");
    }
    return { fields: this.#fields, printed: this.#printed, overrides: this.#scope.overrides };
  }

  #printText(text: string): void {
    this.#position = advance(this.#position, text, (name) => this.#fields.add(name));
  }

  #printReference(reference: Reference): void {
    this.#printed.push(originOf(reference, this.#scope));
    // A field's name that goes on with a value is not the template's own.
    this.#printText("$");
  }

  #follow(directive: string): void {
    const block = this.#blocks.at(-1);
    if (directive !== "else" && directive !== "end") take(this.#cursor, /\s+(?=\()/y);
    switch (directive) {
      case "set":
        this.#set();
        break;
      case "foreach":
        this.#loop();
        break;
      case "define":
        this.#define();
        break;
      case "if":
      case "macro":
        this.#blocks.push({ position: this.#position, scope: this.#scope });
        this.#narrow(this.#scope, takeGroup(this.#cursor));
        break;
      case "elseif":
        this.#backTo(block);
        this.#narrow(this.#scope, takeGroup(this.#cursor));
        break;
      case "else":
        this.#backTo(block);
        break;
      case "end":
        this.#end(this.#blocks.pop());
    }
  }

  #set(): void {
    const { variable, value } = this.#takeAssignment(/\s*=/y);
    if (variable) assign(variable, value ? originOf(value, this.#scope) : OWN, this.#scope, this.#blocks.length > 0);
  }

  #loop(): void {
    this.#blocks.push({ position: this.#position, scope: this.#scope });
    const { variable, value } = this.#takeAssignment(/\s*in(?!\w)/y);
    if (variable === undefined || value === undefined) return;
    const list = originOf(value, this.#scope);
    const nameIn = list.map === "headerNames" ? variable.name : undefined;
    assign(variable, { ...list, map: undefined, literals: literalsIn(value), nameIn }, this.#scope, true);
  }

  #define(): void {
    const { variable } = this.#takeAssignment(/(?!)/y);
    const defines = variable && { variable, from: this.#printed.length };
    this.#blocks.push({ position: this.#position, scope: this.#scope, ...(defines && { defines }) });
  }

  /** To where a branch began: the other one goes on from there. */
  #backTo(block: Block | undefined): void {
    this.#position = block?.position ?? this.#position;
    this.#scope = block?.scope ?? this.#scope;
  }

  #end(block: Block | undefined): void {
    if (block === undefined) return;
    this.#scope = block.scope;
    if (block.defines === undefined) return;
    this.#position = block.position;
    const printed = this.#printed.splice(block.defines.from);
    assign(block.defines.variable, either([OWN, ...printed]), this.#scope, this.#blocks.length > 0);
  }

  /** Goes on with what is known where a condition holds. */
  #narrow(from: Scope, [condition]: readonly Expression[]): void {
    if (condition) originOf(condition, from);
    const others = condition ? otherHeadersIf(condition, from) : [];
    this.#scope = { ...from, otherHeaders: new Set([...from.otherHeaders, ...others]) };
  }

  /** What stands in the parentheses of `#set($variable = value)` and `#foreach($variable in value)`. */
  #takeAssignment(between: RegExp): { variable?: Reference | undefined; value?: Expression | undefined } {
    take(this.#cursor, /\(\s*/y);
    const variable = takeReference(this.#cursor);
    const value = take(this.#cursor, between) === undefined ? undefined : takeExpression(this.#cursor);
    take(this.#cursor, /[^)]*\)/y);
    return { variable, value };
  }
}

/** The members of a list of which the template itself says all. */
function literalsIn(list: Expression): readonly string[] | undefined {
  if (list.kind !== "operation" || list.operators.length > 0) return undefined;
  const texts = list.parts.flatMap((part) => (part.kind === "literal" ? [part.text] : []));
  return texts.length === list.parts.length ? texts : undefined;
}
