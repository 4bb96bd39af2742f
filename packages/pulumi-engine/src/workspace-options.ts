import type { OwnAccount } from "./cli-environment";
import type { Engine } from "./installed";

export interface WorkspaceOptions {
  readonly engine: Engine;
  /** Directory of the program's Pulumi.yaml. Nothing is written there. */
  readonly project: string;
  /**
   * Directory of the stages' Pulumi.<stage>.yaml.
   * @defaultValue the one that Pulumi.yaml names, or the directory of Pulumi.yaml
   */
  readonly settings?: string;
  /**
   * Directory for everything that the CLI writes: state, copies of the settings, its home. It is created if it is
   * missing.
   */
  readonly directory: string;
  /**
   * Ports of providers that run already, by package. The CLI neither looks for their plugins nor downloads them.
   * @defaultValue none
   */
  readonly providers?: Readonly<Record<string, number>>;
  /**
   * Encrypts the secrets in the state.
   * @defaultValue a random one, so that only this workspace can decrypt them
   */
  readonly passphrase?: string;
  /**
   * Settings that replace those in Pulumi.<stage>.yaml, by key: `tiny:end`, or `regions` alone for the project's own.
   * @defaultValue none
   */
  readonly config?: Readonly<Record<string, unknown>>;
  /**
   * A file to run instead of the project's entry, such as one that changes the program and then imports it.
   * @defaultValue the project's entry
   */
  readonly main?: string;
  /**
   * Additional environment for the CLI, the program and the packs.
   * @defaultValue none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Deploys to the person's AWS account, with the credentials, the backend and the passphrase that their environment
   * names. Without a backend, the state is in `directory`.
   * @defaultValue it uses nothing of the person's
   */
  readonly account?: OwnAccount;
  /** Takes each line that the CLI prints for people. */
  readonly report?: (line: string) => void;
  /** Ends what runs, and everything that it has started. */
  readonly signal?: AbortSignal;
}

export interface OperationOptions {
  /** Directories of policy packs. */
  readonly policyPacks?: readonly string[];
  /** JSON files with the packs' configuration, in the same order. */
  readonly policyPackConfigs?: readonly string[];
  /** Settings that replace the workspace's and the stage's, by key. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Additional arguments of the CLI, such as `--expect-no-changes`. */
  readonly args?: readonly string[];
  /**
   * Whether `up`, `refresh` and `destroy` preview first, as they do when a person types them. What the preview refuses,
   * such as the deletion of a protected resource, then changes nothing.
   * @defaultValue false, as in Pulumi's Automation API and its GitHub action: half the time
   */
  readonly previewFirst?: boolean;
  readonly signal?: AbortSignal;
}
