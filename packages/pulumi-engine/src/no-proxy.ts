/** The names of this machine, for the lists of hosts that are reached without a proxy. */
const LOOPBACK = ["localhost", "127.0.0.1", "::1", "[::1]"];

/**
 * An environment whose processes reach this machine directly, and everything else as before. Programs disagree on the
 * name of the list: grpc-js reads no_grpc_proxy or else no_proxy, Go prefers NO_PROXY, Node and undici prefer no_proxy,
 * and global-agent has its own list. So each list holds this machine and what the person wrote.
 * @param env the environment to begin with; it is not changed
 * @returns a copy with the lists
 */
export function directToLoopback(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { no_proxy: lower, NO_PROXY: upper, no_grpc_proxy: grpc, GLOBAL_AGENT_NO_PROXY: agent } = env;
  return {
    ...env,
    no_proxy: withLoopback(firstOf(lower, upper)),
    NO_PROXY: withLoopback(firstOf(upper, lower)),
    ...(grpc && { no_grpc_proxy: withLoopback(grpc) }),
    ...(usesGlobalAgent(env) && { GLOBAL_AGENT_NO_PROXY: withLoopback(agent) }),
  };
}

/**
 * The first value that is set. An empty variable counts as not set.
 * @param values in the order of preference
 * @returns undefined if none is set
 */
export const firstOf = (...values: readonly (string | undefined)[]) => values.find((value) => value);

function withLoopback(list = ""): string {
  // grpc-js does not accept " 127.0.0.1", after a comma and a blank, as this machine (pulumi#2651).
  const entries = list.split(",");
  return [...(list ? [list] : []), ...LOOPBACK.filter((host) => !entries.includes(host))].join(",");
}

const usesGlobalAgent = (env: NodeJS.ProcessEnv): boolean =>
  Object.entries(env).some(([name, value]) => value && /^GLOBAL_AGENT_HTTPS?_PROXY$/.test(name));

/** Makes this process, and everything that it starts, reach this machine directly. Changes `process.env`. */
export function reachLoopbackDirectly(): void {
  Object.assign(process.env, directToLoopback(process.env));
}
