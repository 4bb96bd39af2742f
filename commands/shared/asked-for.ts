import { z } from "zod";

/** What a stage's settings ask of the connector, as far as a command has to know before the stage is built. */
export interface AskedFor {
  /** Absent: the default. */
  readonly format?: string | undefined;
  /** `call-timeout` and `connect-timeout` in milliseconds, those that are set. */
  readonly timeouts: Readonly<Partial<Record<"call-timeout" | "connect-timeout", number>>>;
}

const number = z.number().optional().catch(undefined);
const connector = z.object({
  format: z.object({ mode: z.string().optional() }).optional().catch(undefined),
  "call-timeout": number,
  "connect-timeout": number,
});

/**
 * Whatever is wrong with the settings is left to the program, which tells all of it.
 * @param byKey the settings by full key
 */
export function askedFor(byKey: Readonly<Record<string, unknown>>): AskedFor {
  const { format, ...timeouts } = connector.safeParse(settingNamed(byKey, "connector")).data ?? {};
  return { format: format?.mode, timeouts };
}

/** A setting of the project's own, whatever the project is called. @param byKey settings by full key */
export const settingNamed = (byKey: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.entries(byKey).find(([key]) => key.endsWith(`:${name}`))?.[1];
