import { isOfPlainHttp, isOfTls } from "./condition";
import type { Condition } from "./policy-document";
import { hasWildcard, isLike } from "./wildcard";

/** For what Kinesis asks KMS for data keys: the streams that records go to. */
export interface EncryptedStreams {
  /** The regions that they are in, as far as they are known. */
  readonly regions: readonly string[];
  /** Their ARNs, as far as they are known. */
  readonly arns: readonly string[];
}

/** Whether a condition holds when Kinesis asks for the data key of a record: for each stream, for none, or nobody can tell. */
export type Holds = "always" | "never" | "unknown";

/** Kinesis gives KMS the stream's ARN under this name, and nothing else. */
const CONTEXT = "aws:kinesis:arn";

/**
 * Whether a condition holds when the API writes a record, and when Kinesis asks KMS for its data key in the API's name.
 * @param condition A condition of a statement on a stream or a key.
 * @param streams The streams that the records go to.
 * @returns The answer; `unknown` also of every condition that is about something else.
 * @see https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export function holdsForKinesis(condition: Condition, { regions, arns }: EncryptedStreams): Holds {
  const key = condition.key.toLowerCase();
  if (key === "kms:viaservice") {
    return holdsFor(
      condition,
      regions.map((region) => ["com", "com.cn"].map((end) => `kinesis.${region}.amazonaws.${end}`)),
    );
  }
  if (key === "aws:requestedregion") {
    return holdsFor(
      condition,
      regions.map((region) => [region]),
    );
  }
  if (isOfTls(condition)) return "always";
  if (key === "aws:securetransport") return isOfPlainHttp(condition) ? "never" : "unknown";
  if (key === "kms:encryptioncontextkeys") return holdsFor(condition, [[CONTEXT]]);
  if (key === `kms:encryptioncontext:${CONTEXT}`) {
    // Which streams an ARN with a wildcard stands for, nobody knows.
    return holdsFor(condition, arns.some(hasWildcard) ? [] : arns.map((arn) => [arn]));
  }
  return key.startsWith("kms:encryptioncontext:") ? holdsWithoutKey(condition) : "unknown";
}

const OPERATOR = /^(?:For(?:AnyValue|AllValues):)?(?:String|Arn)(Not)?(Equals|EqualsIgnoreCase|Like)(IfExists)?$/i;

/**
 * Whether a condition holds for values that its key may have.
 * @param condition The condition.
 * @param cases For each stream, the forms that the value may have. None: nobody knows the values.
 */
function holdsFor({ operator, values }: Condition, cases: readonly (readonly string[])[]): Holds {
  const [, not, comparison = ""] = OPERATOR.exec(operator) ?? [];
  if (comparison === "" || cases.length === 0) return "unknown";
  const isPattern = /^Arn/i.test(operator.replace(/^.*:/, "")) || /^Like$/i.test(comparison);
  const matches = (text: string, value: string): boolean => {
    if (isPattern) return isLike(text, value);
    return /IgnoreCase$/i.test(comparison) ? text.toLowerCase() === value.toLowerCase() : text === value;
  };
  const named = cases.filter((forms) => forms.some((form) => values.some((value) => matches(form, value)))).length;
  if (named > 0 && named < cases.length) return "unknown";
  return named > 0 === (not === undefined) ? "always" : "never";
}

/** Whether a condition holds where its key is not there. */
function holdsWithoutKey({ operator }: Condition): Holds {
  const [found, not, , ifExists] = OPERATOR.exec(operator) ?? [];
  if (found === undefined) return "unknown";
  return not !== undefined || ifExists !== undefined || /^ForAllValues:/i.test(operator) ? "always" : "never";
}
