export interface MakeOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Puts `bin/pulumi`, and what belongs to it, into an empty directory, or throws. */
export type Make = (directory: string, options: MakeOptions) => Promise<void>;
