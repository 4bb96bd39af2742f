/**
 * Loads a TypeScript module and all that it imports of its own sources, as one file of JavaScript.
 * @param directory of the program
 * @param program `entry` is the module; `sources` are the files and folders with all that it may import
 * @param env says where bundles are kept
 * @returns what the module exports
 */
export declare function loadBundle(
  directory: string,
  program: { readonly entry: string; readonly sources: readonly string[] },
  env?: NodeJS.ProcessEnv,
): unknown;
