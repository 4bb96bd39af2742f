import { randomUUID } from "node:crypto";

import { arnOf } from "../arn";
import { ByRegion } from "../by-region";
import { DAY_MS } from "../durations";
import type { Environment } from "../environment";
import { AwsError } from "../errors";
import { isAwsManagedKey } from "./aws-managed-key";
import type { KeyInputs } from "./inputs/key";

/** A key of the account. It encrypts nothing here: what counts is that it exists, is enabled and who may use it. */
export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly region: string;
  settings: KeyInputs & { readonly policy: string };
  /** When it will be gone for good, in milliseconds since 1970; undefined unless its deletion is scheduled. */
  deletionDate: number | undefined;
}

const DEFAULT_DELETION_DAYS = 30;

/** The keys of one account and their aliases, in every region. */
export class Keys {
  readonly #keys = new ByRegion<Key>();
  /** The ids of their keys, by name, e.g. `alias/logs`. */
  readonly #aliases = new ByRegion<string>();

  /**
   * @param accountId the account
   * @param environment its clock
   * @param hasForeignKeys whether every key that is named by its ARN exists, made by somebody else
   */
  constructor(
    readonly accountId: string,
    private readonly environment: Environment,
    private readonly hasForeignKeys = false,
  ) {}

  create(settings: Key["settings"]): Key {
    const { region } = settings;
    const id = randomUUID();
    const arn = arnOf("kms", region, this.accountId, `key/${id}`);
    const key: Key = { id, arn, region, settings, deletionDate: undefined };
    this.#keys.set(region, id, key);
    return key;
  }

  /**
   * @param id a key's id or ARN, or an alias or its ARN
   * @returns undefined if the region has none; one that is scheduled for deletion is still there
   */
  find(region: string, id: string): Key | undefined {
    const [, arnRegion = region, resource = id] = /^arn:[\w-]+:kms:([\w-]+):\d{12}:(.+)$/.exec(id) ?? [];
    if (arnRegion !== region) return undefined;
    const keyId = resource.startsWith("alias/") ? this.#aliases.get(region, resource) : resource.replace(/^key\//, "");
    const key = keyId === undefined ? undefined : this.#keys.get(region, keyId);
    if (key?.deletionDate !== undefined && key.deletionDate <= this.environment.now()) {
      this.#keys.delete(region, key.id);
      return undefined;
    }
    return key;
  }

  /**
   * As {@link find}.
   * @throws AwsError NotFoundException, or KMSInvalidStateException of a key that is scheduled for deletion
   */
  get(region: string, id: string): Key {
    const key = this.find(region, id);
    if (key === undefined) {
      throw new AwsError("NotFoundException", `Key '${this.#arnOf(region, id)}' does not exist`);
    }
    if (key.deletionDate !== undefined) {
      throw new AwsError("KMSInvalidStateException", `${key.arn} is pending deletion.`);
    }
    return key;
  }

  /** @returns whether a service can encrypt with it: it exists and is enabled, or AWS keeps it in every account */
  isUsable(region: string, id: string): boolean {
    if (isAwsManagedKey(id)) return true;
    const key = this.find(region, id);
    if (key === undefined) return this.hasForeignKeys && id.startsWith("arn:") && id.split(":")[3] === region;
    return key.deletionDate === undefined && key.settings.isEnabled;
  }

  /** Deletes the key for good after its waiting period. */
  scheduleDeletion(key: Key): void {
    const days = key.settings.deletionWindowInDays ?? DEFAULT_DELETION_DAYS;
    key.deletionDate = this.environment.now() + days * DAY_MS;
  }

  /** @throws AwsError AlreadyExistsException, or NotFoundException of the key */
  createAlias(region: string, name: string, keyId: string): void {
    if (this.#aliases.get(region, name) !== undefined) {
      throw new AwsError(
        "AlreadyExistsException",
        `An alias with the name ${this.aliasArn(region, name)} already exists`,
      );
    }
    this.#aliases.set(region, name, this.get(region, keyId).id);
  }

  /** @throws AwsError NotFoundException of the alias or the key */
  updateAlias(region: string, name: string, keyId: string): void {
    if (this.#aliases.get(region, name) === undefined) {
      throw new AwsError("NotFoundException", `Alias ${this.aliasArn(region, name)} is not found.`);
    }
    this.#aliases.set(region, name, this.get(region, keyId).id);
  }

  /** @returns the id of the alias's key; undefined if there is no such alias */
  keyIdOfAlias(region: string, name: string): string | undefined {
    return this.#aliases.get(region, name);
  }

  deleteAlias(region: string, name: string): void {
    this.#aliases.delete(region, name);
  }

  aliasArn(region: string, name: string): string {
    return arnOf("kms", region, this.accountId, name);
  }

  #arnOf(region: string, id: string): string {
    return id.startsWith("arn:")
      ? id
      : arnOf("kms", region, this.accountId, id.startsWith("alias/") ? id : `key/${id}`);
  }
}
