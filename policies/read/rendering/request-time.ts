import type { TemplateFinding } from "./put-record";
import type { Expression, Node } from "./syntax";

const MESSAGE = "chooses by the time of the request: from a day on, it does something else.";

/** Where a template chooses by the time: a record that comes later is none the less a record. */
export function timeFindings(nodes: readonly Node[]): readonly TemplateFinding[] {
  return nodes.flatMap((node) => {
    if (node.kind === "foreach") return timeFindings(node.body);
    if (node.kind === "set") return isOfTime(node.value) && !isPlain(node.value) ? [at(node)] : [];
    if (node.kind !== "if") return [];
    const isOwn = node.branches.some(({ condition }) => condition !== undefined && isOfTime(condition));
    return [...(isOwn ? [at(node)] : []), ...node.branches.flatMap(({ body }) => timeFindings(body))];
  });
}

const at = ({ line }: Node): TemplateFinding => ({ line, message: MESSAGE });

/** A variable may hold the time, to be printed as a part of a key. */
const isPlain = (value: Expression): boolean => value.kind === "reference" || value.kind === "string";

function isOfTime(value: Expression): boolean {
  switch (value.kind) {
    case "not":
      return isOfTime(value.operand);
    case "binary":
      return isOfTime(value.left) || isOfTime(value.right);
    case "reference":
      return value.name === "context" && (value.steps[0]?.name ?? "").startsWith("requestTime");
    case "string":
      return value.parts.some((part) => typeof part !== "string" && isOfTime(part));
    default:
      return false;
  }
}
