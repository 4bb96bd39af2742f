import { oncePerText } from "../once-per-text";
import { FAILED_RECORDS, SEQUENCE_NUMBER } from "../rendering/conditions";
import { valuesIn } from "../rendering/json";
import { tokensOf } from "../rendering/output";
import { sourcesIn, type TemplateFinding } from "../rendering/put-record";
import { render } from "../rendering/render";
import type { State } from "../rendering/state";
import { UnreadableTemplate } from "../rendering/syntax";
import { literalOf, piecesOf, type Source, type Value } from "../rendering/value";

/** One way through a response template. */
export interface ResponseBranch {
  /** The line where it begins to print. */
  readonly line: number;
  /** The statuses that it may set; undefined for one that it computes. None if it keeps that of the mapping. */
  readonly statuses: readonly (string | undefined)[];
  /** Whether the mapping's own status may stay. */
  readonly keepsStatus: boolean;
  /** A condition has shown that Kinesis gave the record a sequence number. */
  readonly hasSequenceNumber: boolean;
  /** A condition has shown that no record of a PutRecords failed. */
  readonly hasNoFailedRecords: boolean;
  /** Where it hands on what Kinesis, or API Gateway, says about an error. */
  readonly echoes: readonly TemplateFinding[];
}

/** Reads a response template. The same text is read once. A finding: why it could not be read. */
export const readResponseTemplate = oncePerText(readOnce);

function readOnce(source: string): readonly ResponseBranch[] | TemplateFinding {
  try {
    return render(source, "answer").map(readBranch);
  } catch (error) {
    if (!(error instanceof UnreadableTemplate)) throw error;
    return { line: error.line, message: `could not be read: ${error.message}.` };
  }
}

function readBranch(state: State): ResponseBranch {
  const set = [...state.overrides]
    .filter(([path]) => /^responseOverride(?:\.status)?$/.test(path))
    .flatMap(([, { values }]) => values);
  const statuses = set.filter(({ kind }) => kind !== "nothing");
  return {
    line: tokensOf(state.output)[0]?.line ?? 1,
    statuses: statuses.map(literalOf),
    keepsStatus: statuses.length === 0 || statuses.length < set.length,
    hasSequenceNumber: ["not null", "not empty"].every((fact) => state.knows(`${fact} ${SEQUENCE_NUMBER}`)),
    hasNoFailedRecords: state.knows(`zero ${FAILED_RECORDS}`),
    echoes: echoesIn(state),
  };
}

function echoesIn(state: State): readonly TemplateFinding[] {
  const printed = valuesIn(state.output)
    .filter(({ value }) => sourcesIn([value]).some(isErrorText))
    .map(({ value: { head, line } }) => ({
      line,
      message: `prints ${head}, which says what Kinesis says about the error.`,
    }));
  const headers = [...state.overrides]
    .filter(([path, { values }]) => path.startsWith("responseOverride.header") && values.some(saysErrorText))
    .map(([, { line }]) => ({ line, message: "sets a header to what Kinesis says about the error." }));
  return [...printed, ...headers];
}

const saysErrorText = (value: Value): boolean =>
  piecesOf(value).some((piece) => typeof piece === "object" && isErrorText(piece));

/** Whether a source is text of an error, with ARNs and accounts in it. The error's type is a word of AWS's own. */
function isErrorText({ from, path = "$" }: Source): boolean {
  if (from === "answer") return path !== "$.__type";
  return (
    from === "context" &&
    /^(?:error\.(?:message\w*|validationErrorString)|integrationErrorMessage|integration\.error)$/.test(path)
  );
}
