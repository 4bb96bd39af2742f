import type { Environment } from "../environment";
import { AwsError } from "../errors";
import type { HttpResponse } from "../http-response";
import { parseDocument, type PolicyStatement } from "../iam/document";
import { decideForPrincipal } from "../iam/evaluate";
import { errorResponse } from "../json-response";
import { createMemoryStore } from "./memory/store";
import type { KinesisRequest, KinesisStore } from "./request";
import { streamNameIn } from "./stream-name";

/** A stream of another account, as its owner set it up. */
export interface ForeignStream {
  readonly arn: string;
  /** The resource policy that the owner put on it, as JSON. @defaultValue none, so that only its own account may use it */
  readonly policy?: string;
  /** The largest record that it takes. @defaultValue 1024, as of a new stream */
  readonly maxRecordKiB?: number;
}

/** A stream and the store of its account. */
interface OwnedStream {
  readonly region: string;
  readonly policy: readonly PolicyStatement[];
  readonly store: KinesisStore;
}

/** The streams of other accounts. */
export interface ForeignStreams {
  /**
   * Does what a caller of this account asks of a stream of another. The owner's policy must allow it, too.
   * @param arn of the stream
   * @param principal the ARN of who calls
   * @param request what is asked, with the stream's ARN in it
   * @returns the owner's answer, which can be a refusal
   */
  readonly call: (arn: string, principal: string, request: KinesisRequest) => Promise<HttpResponse>;
}

/**
 * Creates the streams of other accounts, each account with a store in memory. CloudWatch has their metrics in those
 * accounts, which are not modelled.
 * @param streams on demand, each in the region of its ARN
 * @param environment the clock
 * @returns what calls them
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function createForeignStreams(streams: readonly ForeignStream[], environment: Environment): ForeignStreams {
  const stores = new Map<string, KinesisStore>();
  const foreign = new Map<string, OwnedStream>();
  const ready: Promise<HttpResponse>[] = [];
  for (const { arn, policy, maxRecordKiB = 1024 } of streams) {
    const [, , , region = "", account = ""] = arn.split(":");
    const store = stores.get(account) ?? createMemoryStore(account, environment);
    stores.set(account, store);
    foreign.set(arn, { region, store, policy: policy === undefined ? [] : parseDocument(policy, "resource") });
    const input = {
      StreamName: streamNameIn({ StreamARN: arn }),
      StreamModeDetails: { StreamMode: "ON_DEMAND" },
      MaxRecordSizeInKiB: maxRecordKiB,
    };
    ready.push(store.call({ region, action: "CreateStream", input, signal: new AbortController().signal }));
  }

  return {
    call: async (arn, principal, request) => {
      const action = `kinesis:${request.action}`;
      const stream = foreign.get(arn);
      const isAllowed =
        stream?.region === request.region && decideForPrincipal(stream.policy, principal, action, arn) === "allowed";
      if (!isAllowed) {
        return errorResponse(
          new AwsError(
            "AccessDeniedException",
            `User: ${principal} is not authorized to perform: ${action} on resource: ${arn} ` +
              `because no resource-based policy allows the ${action} action`,
          ),
        );
      }
      await Promise.all(ready);
      return stream.store.call(request);
    },
  };
}
