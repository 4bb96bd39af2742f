import type { Emulator } from "./known-difference";
import { LOCALSTACK } from "./localstack";

/** The emulators whose differences from AWS are known, by the word of `--known-differences`. */
export const EMULATORS = { localstack: LOCALSTACK } as const satisfies Readonly<Record<string, Emulator>>;
