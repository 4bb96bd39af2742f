import type { Block, Directive, Node, Operand, Reference } from "./ast";
import { TemplateError } from "./errors";
import { compileCondition, compileExpression, type Compiler } from "./expressions";
import { compileForEach } from "./foreach";
import { getProperty, setItem } from "./objects";
import { isTrue } from "./operators";
import type { TemplateStatement } from "./statement";
import { joinTexts, trimText } from "./text";
import { toJavaString } from "./values";

/** What compiling a template's statements notes, for the check that every variable read is set somewhere. */
export interface StatementCompiler extends Compiler {
  readonly sets: (name: string) => void;
}

interface CompileContext {
  readonly compiler: StatementCompiler;
  readonly inLoop: boolean;
}

/** What API Gateway provides; a template cannot set them. */
export const GIVEN = ["input", "util", "context", "stageVariables"] as const;

/**
 * Compiles the nodes of one block to a statement.
 * @param nodes of the block
 * @param context what the block is in
 * @param opening the directive whose body the nodes are
 * @returns the statement
 * @throws TemplateError, with its line, for what cannot be compiled to do as AWS does
 */
export function compileStatements(
  nodes: readonly Node[],
  context: CompileContext,
  opening?: Directive,
): TemplateStatement {
  const statements: TemplateStatement[] = [];
  const all = joinTexts(nodes);
  all.forEach((node, index) => {
    const before = index === 0 ? opening : all[index - 1];
    if (typeof node === "string") statements.push(compileText(trimText(node, before, all[index + 1]), before));
    else if (isBlock(node)) statements.push(atLine(node[0], () => compileBlock(node, context)));
    else if (node.type !== "comment") statements.push(atLine(node, () => compileNode(node, context)));
  });
  return (scope) => statements.some((statement) => statement(scope));
}

function compileText(text: string, before: Node | undefined): TemplateStatement {
  const reference = typeof before === "object" && "type" in before && before.type === "references" ? before : undefined;
  if (text.startsWith("[") && reference && reference.isWraped !== true) {
    throw new TemplateError(`$${reference.id}[ is no index that parses: write \${${reference.id}}[`);
  }
  return (scope) => {
    scope.text += text;
    return false;
  };
}

function compileNode(node: Reference | Directive, { compiler, inLoop }: CompileContext): TemplateStatement {
  if (node.type === "references") {
    const value = compileExpression(node, compiler);
    return (scope) => {
      scope.text += toJavaString(value(scope));
      return false;
    };
  }
  if (node.type === "set") return compileSet(...node.equal, compiler);
  if (node.type === "break" && inLoop) return () => true;
  if (node.type === "break") throw new TemplateError("outside of #foreach it would end the template (Velocity 1.7)");
  throw new TemplateError("it is not modelled (vtl/statements.ts)");
}

function compileBlock(block: Block, context: CompileContext): TemplateStatement {
  const [opening, ...body] = block;
  if (opening.type === "if") return compileIf(block, context);
  if (opening.type !== "foreach") throw new TemplateError("it is not modelled (vtl/statements.ts)");
  context.compiler.sets(opening.to);
  const items = compileExpression(opening.from, context.compiler);
  return compileForEach(opening.to, items, compileStatements(body, { ...context, inLoop: true }, opening));
}

function compileIf(block: Block, context: CompileContext): TemplateStatement {
  const branches: { opening: Directive; body: Node[] }[] = [];
  for (const node of block) {
    const isOpening = typeof node !== "string" && "type" in node && ["if", "elseif", "else"].includes(node.type);
    if (isOpening && branches.at(-1)?.opening.type === "else") throw new TemplateError("nothing can follow its #else");
    if (isOpening) branches.push({ opening: node as Directive, body: [] });
    else branches.at(-1)?.body.push(node);
  }
  const compiled = branches.map(({ opening, body }) => ({
    condition: "condition" in opening ? compileCondition(opening.condition, context.compiler) : (): boolean => true,
    statement: compileStatements(body, context, opening),
  }));
  return (scope) => compiled.find(({ condition }) => isTrue(condition(scope)))?.statement(scope) ?? false;
}

/**
 * `#set`, also of an override in `$context`, which AWS takes once only.
 *
 * Null does not replace a value on Velocity 1.7 and does on 2.x, so it is refused where there is a value.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
function compileSet(target: Reference, operand: Operand, compiler: StatementCompiler): TemplateStatement {
  const value = compileExpression(operand, compiler);
  const last = target.path?.at(-1);
  if (last === undefined) {
    if ((GIVEN as readonly string[]).includes(target.id)) throw new TemplateError(`$${target.id} cannot be set`);
    compiler.sets(target.id);
    return (scope) => {
      const next = value(scope);
      refuseNull(next === null && (scope.variables.get(target.id) ?? null) !== null, target.id);
      scope.variables.set(target.id, next);
      return false;
    };
  }
  if (target.id === "context" && !/^re(?:quest|sponse)Override$/.test(nameOf(target.path?.[0]))) {
    throw new TemplateError("of $context only requestOverride and responseOverride can be set");
  }
  const self = compileExpression({ ...target, path: target.path?.slice(0, -1) ?? [] }, compiler);
  const key =
    last.type === "index"
      ? compileExpression(last.id, compiler)
      : last.type === "property"
        ? (): string => last.id
        : undefined;
  if (!key) throw new TemplateError("the result of a method cannot be set");
  return (scope) => {
    const [owner, name, next] = [self(scope), key(scope), value(scope)];
    const isSet = getProperty(owner, toJavaString(name)) !== null;
    refuseNull(next === null && isSet, target.id);
    // "Overriding the same parameter more than once results in a 5XX response."
    if (target.id === "context" && isSet) throw new TemplateError(`${toJavaString(name)} is overridden twice`);
    setItem(owner, name, next);
    return false;
  };
}

const nameOf = (step: NonNullable<Reference["path"]>[number] | undefined): string => {
  if (step?.type === "property") return step.id;
  return step?.type === "index" && step.id.type === "string" ? step.id.value : "";
};

function refuseNull(isRefused: boolean, name: string): void {
  if (isRefused) throw new TemplateError(`#set of $${name} to null: Velocity 1.7 keeps the old value, 2.x does not`);
}

function atLine<T>(node: Directive | Reference, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof TemplateError) || error.message.startsWith("line ") || !node.pos) throw error;
    const name = node.type === "references" ? `$${node.id}` : `#${node.type === "macro_call" ? node.id : node.type}`;
    throw new TemplateError(`line ${node.pos.first_line}, ${name}: ${error.message}`);
  }
}

const isBlock = (node: Node): node is Block => Array.isArray(node);
