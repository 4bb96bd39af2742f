import { parseArgs, type ParseArgsConfig } from "node:util";

import { nearestName } from "../../../config/nearest-name";

/** The flags of a command, as `parseArgs` of Node takes them. */
export type FlagOptions = NonNullable<ParseArgsConfig["options"]>;

/** The values of a command's flags. */
export type Flags<Options extends FlagOptions> = ReturnType<typeof parseArgs<{ options: Options }>>["values"];

/** A command line, as far as it can be read. */
export interface ParsedFlags<Options extends FlagOptions> {
  /** Without the flags that have a problem. A misspelled flag counts as the one that was meant. */
  readonly flags: Flags<Options>;
  /** What is wrong, a sentence each. */
  readonly problems: string[];
}

/**
 * Reads a command line. Node's own parser stops at the first problem. This one names all of them.
 * @param argv the arguments after the command's name
 * @param options the command's flags
 * @returns the flags, and every problem of the command line
 */
export function parseFlags<const Options extends FlagOptions>(
  argv: readonly string[],
  options: Options,
): ParsedFlags<Options> {
  const { args, problems } = withoutUnknownFlags(argv, options);
  const { values, tokens } = parse(args, options);
  const known = tokens.filter((token) => token.kind === "option");
  const flags: Record<string, unknown> = { ...values };
  for (const name of new Set(known.map((token) => token.name))) {
    const problem = problemOf(
      known.filter((token) => token.name === name),
      options[name],
    );
    if (problem === undefined) continue;
    problems.push(`--${name}: expected ${problem}.`);
    Reflect.deleteProperty(flags, name);
  }
  const others = tokens.flatMap((token) => (token.kind === "positional" ? [JSON.stringify(token.value)] : []));
  if (others.length > 0) {
    const [example = "help"] = Object.keys(options);
    problems.push(`Expected only flags, such as --${example}, got ${others.join(", ")}.`);
  }
  return { flags: flags as Flags<Options>, problems };
}

const parse = (args: readonly string[], options: FlagOptions) =>
  parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });

type Token = ReturnType<typeof parse>["tokens"][number] & { readonly kind: "option" };

/** Takes unknown flags out of a command line, with the text that can be their value. A misspelled one is put right. */
function withoutUnknownFlags(argv: readonly string[], options: FlagOptions): { args: string[]; problems: string[] } {
  const { tokens } = parse(argv, options);
  const given = new Set(tokens.flatMap((token) => (token.kind === "option" ? [token.name] : [])));
  const args: (string | undefined)[] = [...argv];
  const problems: string[] = [];
  for (const token of tokens) {
    if (token.kind !== "option" || Object.hasOwn(options, token.name) || args[token.index] !== argv[token.index]) {
      continue;
    }
    const typed = argv[token.index] ?? "";
    const [unknown = ""] = typed.split("=");
    const meant = nearestName(unknown.replace(/^-+/, ""), Object.keys(options));
    problems.push(`Unknown option ${unknown}.${meant === undefined ? "" : ` Did you mean --${meant}?`}`);
    if (meant !== undefined && !given.has(meant)) {
      args[token.index] = `--${meant}${typed.slice(unknown.length)}`;
      given.add(meant);
    } else {
      args[token.index] = undefined;
      const isFollowed = tokens.some((other) => other.kind === "positional" && other.index === token.index + 1);
      if (isFollowed) args[token.index + 1] = undefined;
    }
  }
  return { args: args.filter((arg) => arg !== undefined), problems };
}

/** What is expected of a flag, and what was found. Undefined if it is right. */
function problemOf(tokens: readonly Token[], option: FlagOptions[string] | undefined): string | undefined {
  if (option?.type === "boolean") {
    const value = tokens.find((token) => token.value !== undefined)?.value;
    return value === undefined ? undefined : `no value, got ${JSON.stringify(value)}`;
  }
  for (const { value, inlineValue, rawName } of tokens) {
    if (value === undefined) return "a value, got nothing";
    if (!inlineValue && /^-./.test(value)) {
      return `a value, got ${value}. If that is the value, write ${rawName}=${value}`;
    }
  }
  const values = tokens.map(({ value }) => value);
  return option?.multiple === true || new Set(values).size < 2
    ? undefined
    : `it once, got it ${values.length} times (${values.join(", ")})`;
}
