import type { Change, Control, Target } from "../harness/attack";

/** A harmless change of the pipeline. */
export const control = (name: string, harmless: string, apply: Control["apply"]): Control => ({
  name: `fine-${name}`,
  harmless,
  apply,
});

/** Another value of a resource's arguments or options. */
export const on =
  (resource: string, change: Change, options?: Change) =>
  ({ change: changeResource }: Target): void => {
    changeResource(resource, change, options);
  };
