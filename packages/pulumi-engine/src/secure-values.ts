import { isPair, isScalar, isSeq, type Pair, Scalar, visit, type YAMLMap } from "yaml";

import { EngineError } from "./errors";

/** The text that a local run's copy has in place of an encrypted value that it does not need. */
const STAND_IN = "[encrypted]";

/** Where a map of settings comes from. */
export interface Origin {
  /** The project's name. A local run needs only the settings of this namespace. */
  readonly project: string;
  /** The file's name, for the error. */
  readonly file: string;
  /** @defaultValue every stage of the project */
  readonly stage?: string;
}

/**
 * Replaces every encrypted value that is not the project's own, such as `aws:secretKey`, by a stand-in. The local AWS
 * takes any credentials, and the key itself is still checked.
 * @param config the settings; they are changed
 * @param origin the project, the file and the stage that they come from
 * @throws EngineError with all encrypted values of the project itself, which only their owner can decrypt
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

/**
 * The command that judges a stage with all values that only the person's own Pulumi can decrypt.
 * @param stage the stack's name
 * @returns a command line
 */
export const previewCommand = (stage: string): string =>
  `pulumi preview --stack ${stage} --policy-pack policies --policy-pack-config policies/config.${stage}.json`;

/**
 * The key of a pair, as text.
 * @param pair of a YAML mapping
 * @returns the key without quotes
 */
export const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

/**
 * A setting's key with its namespace. Without one, the namespace is the project's.
 * @param pair a setting
 * @param project the project's name
 * @returns such as `aws:region`
 */
export function fullKeyOf(pair: Pair, project: string): string {
  const text = keyOf(pair);
  if (!text.includes(":")) return `${project}:${text}`;
  // `aws:config:region` is an older form of the same key.
  return text.replace(/^([^:]+):config:([^:]+)$/, "$1:$2");
}

/** The path down through `nodes`, e.g. `.inner[0]`. */
const pathText = (nodes: readonly unknown[]): string =>
  nodes
    .map((node, depth) => {
      if (isPair(node)) return `.${keyOf(node)}`;
      return isSeq(node) ? `[${node.items.indexOf(nodes[depth + 1])}]` : "";
    })
    .join("");

/** Whether a map is an encrypted value, as the CLI decides it: it has only the key `secure`, with a text. */
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
