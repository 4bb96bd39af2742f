import type { Control } from "./harness/attack";

/** Harmless changes. */
export const controls: readonly Control[] = [
  {
    name: "fine-description",
    harmless: "A role has another description.",
    apply: ({ change }) => {
      change("access-role", { description: "writes records" });
    },
  },
];
