import { arnOf } from "../arn";
import { DAY_MS } from "../durations";
import type { Environment } from "../environment";
import { AwsError } from "../errors";
import { addVersion, type Version } from "./versions";

/** A secret; its values are in its versions. */
export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly createdAt: number;
  description: string | undefined;
  kmsKeyId: string | undefined;
  tags: Readonly<Record<string, string>>;
  readonly versions: Map<string, Version>;
  /** When it will be gone for good, in milliseconds since the epoch; undefined unless it was deleted. */
  deletedAt: number | undefined;
}

/** What can be set on a secret besides its value. */
export interface SecretSettings {
  readonly description?: string | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const MAX_VALUE_BYTES = 65_536;
/** The secrets of one account, in every region. */
export class Secrets {
  readonly #secrets = new Set<Secret>();

  constructor(
    private readonly accountId: string,
    private readonly environment: Environment,
  ) {}

  /** @throws AwsError if the region has a secret of that name, or had one whose recovery window is not over */
  create(region: string, name: string, settings: SecretSettings): Secret {
    const present = this.#present().find((secret) => secret.region === region && secret.name === name);
    if (present !== undefined) {
      throw present.deletedAt === undefined
        ? new AwsError("ResourceExistsException", `The operation failed because the secret ${name} already exists.`)
        : new AwsError(
            "InvalidRequestException",
            "You can't create this secret because a secret with this name is already scheduled for deletion.",
          );
    }
    // AWS adds six random characters. A policy for a deleted secret then does not hold for a new one of the same name.
    const suffix = this.environment.randomString(6, ALPHANUMERIC);
    const secret: Secret = {
      name,
      arn: arnOf("secretsmanager", region, this.accountId, `secret:${name}-${suffix}`),
      region,
      createdAt: this.environment.now(),
      description: settings.description,
      kmsKeyId: settings.kmsKeyId,
      tags: settings.tags ?? {},
      versions: new Map(),
      deletedAt: undefined,
    };
    this.#secrets.add(secret);
    return secret;
  }

  /**
   * @param id a name, an ARN, or an ARN without its random end
   * @throws AwsError if there is none, or it is marked for deletion
   */
  get(region: string, id: string): Secret {
    const secret = this.find(region, id);
    if (secret === undefined) {
      throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    if (secret.deletedAt !== undefined) {
      throw new AwsError(
        "InvalidRequestException",
        "You can't perform this operation on the secret because it was marked for deletion.",
      );
    }
    return secret;
  }

  /** As {@link get}, for a secret that may be gone or marked for deletion. */
  find(region: string, id: string): Secret | undefined {
    return this.#present().find(
      (secret) =>
        secret.region === region && [secret.name, secret.arn, secret.arn.slice(0, -"-xxxxxx".length)].includes(id),
    );
  }

  /**
   * Stores a new value; it becomes AWSCURRENT, and the one before it AWSPREVIOUS.
   * @throws AwsError if the value is empty or above 65,536 bytes
   */
  put(region: string, id: string, value: string): Version {
    const secret = this.get(region, id);
    const bytes = Buffer.byteLength(value);
    if (bytes === 0 || bytes > MAX_VALUE_BYTES) {
      throw new AwsError("ValidationException", `A secret's value has 1 to ${MAX_VALUE_BYTES} bytes, not ${bytes}.`);
    }
    return addVersion(secret.versions, value, this.environment.now());
  }

  /** Deletes a secret after this many days, in which its name cannot be used again; at once for 0. */
  delete(region: string, id: string, recoveryDays: number): void {
    const secret = this.find(region, id);
    if (secret !== undefined) {
      secret.deletedAt = this.environment.now() + recoveryDays * DAY_MS;
    }
  }

  #present(): readonly Secret[] {
    for (const secret of this.#secrets) {
      if (secret.deletedAt !== undefined && secret.deletedAt <= this.environment.now()) {
        this.#secrets.delete(secret);
      }
    }
    return [...this.#secrets];
  }
}
