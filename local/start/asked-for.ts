import { z } from "zod";

/** What a stage's settings ask for, as far as a command has to know before the stage is built. */
export interface AskedFor {
  /** Of the connector; absent: the default. */
  readonly format?: string | undefined;
}

const settings = z.object({
  connector: z.object({ format: z.object({ mode: z.string().optional().catch(undefined) }).optional() }).optional(),
});

/**
 * Whatever is wrong with the settings is left to the program, which tells all of it.
 * @param byKey the settings by full key
 */
export function askedFor(byKey: Readonly<Record<string, unknown>>): AskedFor {
  const own = Object.entries(byKey).map(([key, value]) => [key.slice(key.indexOf(":") + 1), value] as const);
  const { data } = settings.safeParse(Object.fromEntries(own));
  return { format: data?.connector?.format?.mode };
}
