import { parse } from "velocityjs";

import type { Node } from "./ast";
import { TemplateError } from "./errors";
import type { Expression } from "./expressions";
import { Scope } from "./scope";
import type { TemplateStatement } from "./statement";
import { compileStatements, GIVEN } from "./statements";
import type { JavaMap, JavaObject } from "./values";

/** What API Gateway gives to a template. */
export interface TemplateVariables {
  readonly input: JavaObject;
  readonly util: JavaObject;
  readonly context: JavaMap;
  readonly stageVariables: JavaMap;
}

/** A template, parsed and compiled: text from variables. @throws TemplateError if it cannot be rendered */
export type Template = (variables: TemplateVariables) => string;

/** Idioms that read a variable which is never set: `#if($x == $null)`. */
const MAY_BE_UNSET: readonly string[] = ["null"];

/**
 * Compiles a mapping template, with velocityjs' parser and evaluation of our own, which does as Apache Velocity 1.7
 * and API Gateway do (velocityjs' own is silently different in too much).
 * @param source the template
 * @returns a function that renders it
 * @throws TemplateError for every construct of which that is not sure
 */
export function compileTemplate(source: string): Template {
  const read = new Set<string>();
  const set = new Set<string>([...GIVEN, ...MAY_BE_UNSET, "foreach", "velocityCount"]);
  const compiler = {
    reads: (name: string) => read.add(name),
    sets: (name: string) => set.add(name),
    interpolate: (text: string): Expression => {
      const statement = compile(text);
      return ({ variables }) => {
        const inner = new Scope(variables);
        statement(inner);
        return inner.text;
      };
    },
  };
  const compile = (text: string): TemplateStatement =>
    compileStatements(parseTemplate(text), { compiler, inLoop: false });

  const statement = compile(source);
  const unset = [...read].filter((name) => !set.has(name));
  if (unset.length > 0) {
    throw new TemplateError(`the template never sets ${unset.map((name) => `$${name}`).join(", ")}`);
  }

  return (variables) => {
    const scope = new Scope(new Map(GIVEN.map((name) => [name, variables[name]])));
    try {
      statement(scope);
    } catch (error) {
      if (error instanceof RangeError) throw new TemplateError(`too deep or too long: ${error.message}`);
      throw error;
    }
    return scope.text;
  };
}

function parseTemplate(text: string): Node[] {
  if (text.includes("*###")) throw new TemplateError("a comment that begins where another ends: put a space between");
  const escaped = /\\[$#][^\s"]*/.exec(text)?.[0];
  if (escaped !== undefined) {
    throw new TemplateError(
      `${escaped}: whether the backslash prints depends on what follows; write [$] or #set a variable`,
    );
  }
  try {
    return parse(text, undefined, false) as unknown as Node[];
  } catch (error) {
    throw new TemplateError(`the template does not parse: ${error instanceof Error ? error.message : String(error)}`);
  }
}
