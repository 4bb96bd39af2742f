/** What is wrong with a version of Node, and what to do; undefined if it is good. */
export function nodeProblem(version?: string): string | undefined;
