import type { Attack, Control } from "../harness/attack";
import { harmless, mine, type Parts } from "../mine";

type More = Pick<Attack, "at" | "rules" | "otherRules" | "note">;

/** An attack of the fourth round; its name begins with `r4-<kind>`. */
export const attackOf =
  (kind: string, expect: string) =>
  (name: string, breaks: string, { at, rules, otherRules, note, ...parts }: Omit<Parts, "name"> & More): Attack => ({
    ...mine({
      name: `r4-${kind}-${name}`,
      kind,
      breaks,
      expect,
      ...(otherRules && { otherRules }),
      ...(note && { note }),
      ...parts,
    }),
    ...(at && { at }),
    ...(rules && { rules }),
  });

/** What changes or adds something without harm. */
export const fine = (name: string, says: string, parts: Omit<Parts, "name">): Control =>
  harmless(says, { name: `r4-fine-${name}`, ...parts });
