import { isPair, isScalar, isSeq, type Pair, Scalar, visit, type YAMLMap } from "yaml";

import { EngineError } from "./errors";

/** What stands in a local run's copy where a value is encrypted that it does not need. */
const STAND_IN = "[encrypted]";

/** Where a map of settings comes from. */
export interface Origin {
  /** The project's name: a local run needs the settings of this namespace only. */
  readonly project: string;
  /** The file's name, for the error. */
  readonly file: string;
  /** @defaultValue every stage of the project */
  readonly stage?: string;
}

/**
 * Puts a stand-in in the place of every encrypted value that is not the project's, such as `aws:secretKey`: the local AWS takes
 * any credentials, and the key itself is still checked.
 * @throws EngineError with all encrypted values of the project itself, which only their owner can open
 */
export function hideSecrets(config: YAMLMap, { project, file, stage = "STAGE" }: Origin): void {
  const needed: string[] = [];
  visit(config, {
    Map: (_, map, [, setting, ...path]) => {
      if (!isPair(setting) || !isSecure(map)) return undefined;
      const fullKey = fullKeyOf(setting, project);
      if (fullKey.startsWith(`${project}:`)) needed.push(fullKey + pathText([...path, map]));
      return new Scalar(STAND_IN);
    },
  });
  if (needed.length === 0) return;
  throw new EngineError(
    `${file}: a local run cannot read the encrypted values of ${needed.join(", ")}, for it has no key. Leave them encrypted, ` +
      `and use your own Pulumi for this stage: ${previewCommand(stage)}`,
  );
}

/** What judges a stage with all that only the person's own Pulumi can open. */
export const previewCommand = (stage: string): string =>
  `pulumi preview --stack ${stage} --policy-pack policies --policy-pack-config policies/config.${stage}.json`;

export const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

/** A setting's key with its namespace, which is the project's where none is written. */
export function fullKeyOf(pair: Pair, project: string): string {
  const text = keyOf(pair);
  if (!text.includes(":")) return `${project}:${text}`;
  // An older form of keys, `aws:config:region`, is the same key.
  return text.replace(/^([^:]+):config:([^:]+)$/, "$1:$2");
}

/** The way down through `nodes`, e.g. `.inner[0]`. */
const pathText = (nodes: readonly unknown[]): string =>
  nodes
    .map((node, depth) => {
      if (isPair(node)) return `.${keyOf(node)}`;
      return isSeq(node) ? `[${node.items.indexOf(nodes[depth + 1])}]` : "";
    })
    .join("");

/** As the CLI decides it: a map with nothing but a text at `secure`. */
function isSecure({ items }: YAMLMap): boolean {
  const [only, ...others] = items;
  return (
    only !== undefined &&
    others.length === 0 &&
    isScalar(only.key) &&
    only.key.value === "secure" &&
    isScalar(only.value) &&
    typeof only.value.value === "string"
  );
}
