import { portsSchema, routesSchema } from "./configuration-schema";

/**
 * Finds ports at which nobody listens: in the only sample with such a section, `service.port` has them all [P]. It also
 * finds a file with both ports and namespaces: which of the two routes a record is [U].
 * @param raw the file before its schema read it
 * @returns one line for each problem
 */
export function portProblems(raw: unknown): string[] {
  const routes = routesSchema.safeParse(raw).data;
  const ports = Object.keys(routes?.["port-based-config"] ?? {});
  const { service } = portsSchema.safeParse(raw).data ?? {};
  const known = service?.port ?? [];
  return [
    ...ports
      .filter((port) => service !== undefined && !known.includes(Number(port)))
      .map((port) => `port-based-config.${port}: expected a port of service.port (${known.join(", ")}), got ${port}`),
    ...(ports.length > 0 && Object.keys(routes?.namespaces ?? {}).length > 0
      ? ["namespaces: expected none beside port-based-config, because it is not documented which one routes, got a map"]
      : []),
  ];
}
