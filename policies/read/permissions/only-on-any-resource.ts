import reference from "./only-on-any-resource.json";

/**
 * The actions for which AWS's service authorization reference lists no type of resource: a statement can allow them on `*`
 * alone. By service, names with blanks between them; `Describe*` stands for all actions that begin so, and is there where
 * none of them has a resource. The file says of which day they are, and who mirrors the reference.
 */
const known: Readonly<Record<string, string>> = reference.actions;

function namesOf(service: string): readonly string[] {
  return Object.hasOwn(known, service) ? (known[service] ?? "").toLowerCase().split(" ") : [];
}

/**
 * Whether AWS allows an action on `*` alone: `kinesis:ListStreams`. An action with a wildcard counts where all that it can
 * stand for do: `ec2:DescribeAddress*`, but not `ec2:Describe*`, which reads the attributes of named instances too.
 */
export function isOnlyOnAnyResource(action: string): boolean {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  const [beginning = ""] = /^[^*?]*/.exec(name) ?? [];
  return namesOf(service).some((one) => (one.endsWith("*") ? beginning.startsWith(one.slice(0, -1)) : one === name));
}
