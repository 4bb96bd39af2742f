import { accountRootArn, arnOf } from "../arn";
import { type Assume, assumeDefaults } from "../assumptions/assumptions";
import { AwsError } from "../errors";
import type { HttpResponse } from "../http-response";
import type { Caller } from "../iam/roles";
import { errorResponse } from "../json-response";
import { deserialize } from "./deserialize";
import { NO_KEYS, StreamEncryption } from "./encryption";
import type { ForeignStreams } from "./foreign-streams";
import { refuse } from "./refuse";
import type { KinesisCall, KinesisInput, KinesisLayer, KinesisStore } from "./request";
import { shapeOf } from "./shapes";
import { streamNameIn } from "./stream-name";
import { validate } from "./validate";

/** A Kinesis request as it comes over HTTP. */
export interface KinesisHttpRequest {
  readonly region: string;
  readonly action: string;
  readonly body: Buffer;
  /** Whose permissions count; the account's administrator, who may do everything, if undefined. */
  readonly caller?: Caller;
  readonly signal?: AbortSignal;
}

/** The Kinesis of one account, in every region. */
export interface Kinesis {
  /** Answers as AWS does; it throws only when the connection to the service would break. */
  readonly call: (request: KinesisHttpRequest) => Promise<HttpResponse>;
  /**
   * Makes a request as the account's administrator.
   * @returns the members of the answer
   * @throws AwsError as Kinesis answered
   */
  readonly send: (region: string, action: string, input: KinesisInput) => Promise<KinesisInput>;
}

/**
 * Kinesis over a store: requests are read, checked and authorized in AWS's order, then pass the layers.
 * @param store keeps streams and records
 * @param accountId 12 digits
 * @param layers the first one meets a request first; faults and limits go here
 * @param keys the account's KMS keys. @defaultValue none but AWS' own
 * @param foreign the streams of other accounts, which no layer reaches
 * @param assume what AWS does not document. @defaultValue the defaults
 * @returns the Kinesis of the account
 */
export function createKinesis(
  store: KinesisStore,
  accountId: string,
  layers: readonly KinesisLayer[] = [],
  keys = NO_KEYS,
  foreign?: ForeignStreams,
  assume: Assume = assumeDefaults,
): Kinesis {
  const arnOfStream = (region: string, input: KinesisInput) => {
    const own = arnOf("kinesis", region, accountId, `stream/${streamNameIn(input)}`);
    return typeof input.StreamARN === "string" ? input.StreamARN : own;
  };
  const encryption = new StreamEncryption(keys, arnOfStream);
  const inner = [...layers, refuse, encryption.layer].reduceRight<KinesisCall>(
    (next, layer) => layer(next),
    store.call,
  );

  const call = async (request: KinesisHttpRequest): Promise<HttpResponse> => {
    const { region, action, body, caller, signal = new AbortController().signal } = request;
    let input: KinesisInput;
    try {
      input = read(action, body, assume);
      authorize(caller, action, () => (namesNoStream(action, input) ? "*" : arnOfStream(region, input)));
      if (WRITES.includes(action)) encryption.authorize(caller, region, input);
    } catch (error) {
      if (error instanceof AwsError) {
        return errorResponse(error);
      }
      throw error;
    }
    const { StreamARN: arn } = input;
    if (foreign === undefined || typeof arn !== "string" || arn.split(":")[4] === accountId) {
      return inner({ region, action, input, signal });
    }
    const principal = caller === undefined ? accountRootArn(region, accountId) : (caller.roleArn ?? caller.arn);
    return foreign.call(arn, principal, { region, action, input, signal });
  };

  return {
    call,
    send: async (region, action, input) => {
      const { status, body } = await call({ region, action, body: Buffer.from(JSON.stringify(input)) });
      const output = (body.length === 0 ? {} : JSON.parse(body.toString())) as KinesisInput;
      if (status !== 200) {
        throw new AwsError(String(output.__type), String(output.message), status);
      }
      return output;
    },
  };
}

function read(action: string, body: Buffer, assume: Assume): KinesisInput {
  const shape = shapeOf(action);
  if (shape === undefined) {
    throw new AwsError(
      "UnknownOperationException",
      `the local AWS does not take Kinesis' ${action}: if AWS does, add it in packages/local-aws/src/kinesis/shapes.ts`,
    );
  }
  const input = deserialize(shape, body, assume);
  validate(shape, input);
  return input;
}

function authorize(caller: Caller | undefined, action: string, resource: () => string): void {
  if (caller === undefined) {
    return;
  }
  const arn = resource();
  const decision = caller.decide(`kinesis:${action}`, arn);
  if (decision !== "allowed") {
    const reason =
      decision === "explicitly denied"
        ? "with an explicit deny in an identity-based policy"
        : `because no identity-based policy allows the kinesis:${action} action`;
    throw new AwsError(
      "AccessDeniedException",
      `User: ${caller.arn} is not authorized to perform: kinesis:${action} on resource: ${arn} ${reason}`,
    );
  }
}

/** The actions for which Kinesis needs a data key of the stream's KMS key. */
const WRITES: readonly string[] = ["PutRecord", "PutRecords"];

/** Whether the permission for an action is not that of one stream. */
const namesNoStream = (action: string, input: KinesisInput): boolean =>
  action === "ListStreams" || (action === "GetRecords" && input.StreamARN === undefined);
