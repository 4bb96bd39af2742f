/** The namespace of the settings that only the program of an ephemeral stack reads. */
export const SETTINGS = "ephemeral";

/** What can be wrong with the integration's role: its policy allows nothing, or API Gateway cannot assume it. */
export type Fault = "no-permission" | "no-role";
