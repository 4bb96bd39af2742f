import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import * as ts from "typescript";

/** What the AWS package itself declares of a resource type. */
export interface DeclaredType {
  /** The arguments that a program may leave out. */
  readonly optional: readonly string[];
  /** The outputs that always have a value: `Output<T>` rather than `Output<T | undefined>`. */
  readonly present: readonly string[];
  /** What the documentation imports as an example: `12345abcde/prod`. */
  readonly importExample: string;
}

const PACKAGE = dirname(require.resolve("@pulumi/aws/package.json"));

/** @param type e.g. `aws:kinesis/stream:Stream` */
export function declaredType(type: string): DeclaredType {
  const [, file = "", name = ""] = type.split(":");
  const text = readFileSync(join(PACKAGE, `${file}.d.ts`), "utf8");
  const source = ts.createSourceFile(`${file}.d.ts`, text, ts.ScriptTarget.Latest);
  const found = { optional: new Array<string>(), present: new Array<string>() };
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === `${name}Args`) {
      const optional = statement.members.filter((member) => member.questionToken !== undefined);
      found.optional.push(...optional.map((member) => nameOf(member, source)));
    }
    if (ts.isClassDeclaration(statement) && statement.name?.text === name) {
      const outputs = statement.members.filter(ts.isPropertyDeclaration);
      found.present.push(
        ...outputs.filter((member) => isPresent(member, source)).map((member) => nameOf(member, source)),
      );
    }
  }
  const importExample = new RegExp(`pulumi import ${type} \\S+ '?([^'\\s]+)`).exec(text)?.[1] ?? "";
  return { ...found, importExample };
}

function isPresent(member: ts.PropertyDeclaration, source: ts.SourceFile): boolean {
  const text = member.type?.getText(source) ?? "";
  return text.startsWith("pulumi.Output<") && !text.endsWith("| undefined>");
}

function nameOf(member: ts.TypeElement | ts.ClassElement, source: ts.SourceFile): string {
  return member.name?.getText(source) ?? "";
}
