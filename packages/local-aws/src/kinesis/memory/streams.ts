import { arnOf } from "../../arn";
import { AwsError } from "../../errors";
import type { KinesisInput } from "../request";
import { streamNameIn } from "../stream-name";
import type { Shard } from "./shard";

/** A stream as the memory store keeps it. */
export interface Stream {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly shards: readonly Shard[];
  mode: "ON_DEMAND" | "PROVISIONED";
  retentionHours: number;
  maxRecordKib: number;
  /** The KMS key; undefined if the stream is not encrypted. */
  keyId: string | undefined;
  readonly tags: Map<string, string>;
  shardLevelMetrics: ReadonlySet<string>;
}

/** The streams of one account, in every region. */
export class Streams {
  readonly #byArn = new Map<string, Stream>();

  constructor(readonly accountId: string) {}

  /** The ARN of a stream, which need not exist. */
  arnOf(region: string, name: string): string {
    return arnOf("kinesis", region, this.accountId, `stream/${name}`);
  }

  /** @throws AwsError ResourceNotFoundException */
  find(region: string, input: KinesisInput): Stream {
    const name = streamNameIn(input);
    const stream = this.#byArn.get(this.arnOf(region, name));
    if (stream === undefined) {
      throw new AwsError("ResourceNotFoundException", `Stream ${name} under account ${this.accountId} not found.`);
    }
    return stream;
  }

  /** @throws AwsError ResourceInUseException if the region has a stream of that name */
  add(stream: Stream): void {
    if (this.#byArn.has(stream.arn)) {
      throw new AwsError(
        "ResourceInUseException",
        `Stream ${stream.name} under account ${this.accountId} already exists.`,
      );
    }
    this.#byArn.set(stream.arn, stream);
  }

  /** Forgets a stream. */
  remove(stream: Stream): void {
    this.#byArn.delete(stream.arn);
  }

  /** The streams of a region, by name. */
  in(region: string): readonly Stream[] {
    const prefix = this.arnOf(region, "");
    return [...this.#byArn.values()]
      .filter((stream) => stream.arn.startsWith(prefix))
      .sort((one, other) => one.name.localeCompare(other.name, "en"));
  }
}
