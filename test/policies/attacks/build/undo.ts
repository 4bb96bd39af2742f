import type { Attack, Target } from "../harness/attack";

/** The promise that an ignored change breaks. */
export const KEPT = "What the program says of a judged property is what AWS gets.";

/** An attack that makes good resources bad afterwards, or from outside. */
export const undoAttack = (
  name: string,
  breaks: string,
  apply: Attack["apply"],
  more: Partial<Attack> = {},
): Attack => ({
  name: `undo-${name}`,
  kind: "undo",
  breaks,
  expect: "nothing undoes what the program says",
  apply,
  ...more,
});

/** Changes the options of a resource. */
export const withOptions =
  (resource: string, values: Readonly<Record<string, unknown>>) =>
  ({ change }: Target): void => {
    change(resource, {}, values);
  };

/** Changes the arguments of a resource. */
export const withProps =
  (resource: string, values: Readonly<Record<string, unknown>>) =>
  ({ change }: Target): void => {
    change(resource, values);
  };
