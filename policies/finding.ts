/**
 * How a finding is written and read. The engine hands on one text for each finding, and the CLI shows neither the
 * remediation steps nor the link of a policy. So the text holds all parts, each behind a label at the start of a line.
 * This module imports nothing, so that programs that read findings can import it without the pack.
 */

/** The name of the policy that lists waived findings. */
export const WAIVED_FINDINGS = "waived-findings";

/** The name of the policy that says what the rules could not judge yet. */
export const NOT_EVALUATED_YET = "not-evaluated-yet";

/** The parts of a finding's text. */
export interface FindingText {
  /** What the rule found, in the words of the resource. May have several lines. */
  readonly found: string;
  /** The remediation steps. */
  readonly toDo?: string;
  /** Where to read why: an address without blanks. */
  readonly url?: string;
}

/** The parts of a waived finding's text. */
export interface WaivedFindingText {
  /** The name of the rule that found it. */
  readonly rule: string;
  readonly found: string;
  /** The last day of the waiver: `2026-12-31`. */
  readonly until: string;
  /** The reason of the waiver. */
  readonly reason: string;
}

const FINDING = /^Found: ([^]*?)(?:\nTo do: ([^]*?))?(?:\nWhy: {3}(\S+))?$/;
const WAIVED = /^Found: ([\w-]+): ([^]*?)\nWaived until (\S+): ([^]*)$/;

/** A line in a part that begins with a label, after any number of blanks. */
const LABEL = "(?=To do: |Why: |Waived until )";

/**
 * Writes a finding.
 * @param finding its parts. A part has no blanks at its ends
 * @returns the text that a policy reports
 */
export function writeFinding({ found, toDo, url }: FindingText): string {
  return [
    `Found: ${escapeLabels(found)}`,
    ...(toDo === undefined ? [] : [`To do: ${escapeLabels(toDo)}`]),
    ...(url === undefined ? [] : [`Why:   ${url}`]),
  ].join("\n");
}

/**
 * Reads what {@link writeFinding} wrote.
 * @param message as the engine hands it on: the SDK writes the policy's description before it
 * @param description of the policy
 * @returns the finding's parts. The text of another pack, which has no such parts, is `found` as a whole
 */
export function readFinding(message: string, description: string): FindingText {
  const text = withoutDescription(message, description);
  const [, found = text, toDo, url] = FINDING.exec(text) ?? [];
  return {
    found: restoreLabels(found),
    ...(toDo !== undefined && { toDo: restoreLabels(toDo) }),
    ...(url !== undefined && { url }),
  };
}

/**
 * Writes a finding that a waiver covers.
 * @param finding its parts. A part has no blanks at its ends
 * @returns the text that the policy `waived-findings` reports
 */
export function writeWaivedFinding({ rule, found, until, reason }: WaivedFindingText): string {
  return `Found: ${rule}: ${escapeLabels(found)}\nWaived until ${until}: ${reason}`;
}

/**
 * Reads what {@link writeWaivedFinding} wrote.
 * @param message as the engine hands it on: the SDK writes the policy's description before it
 * @param description of the policy `waived-findings`
 * @returns the finding's parts, or undefined for any other text
 */
export function readWaivedFinding(message: string, description: string): WaivedFindingText | undefined {
  const [, rule, found, until, reason] = WAIVED.exec(withoutDescription(message, description)) ?? [];
  if (rule === undefined || found === undefined || until === undefined || reason === undefined) return undefined;
  return { rule, found: restoreLabels(found), until, reason };
}

const withoutDescription = (message: string, description: string): string =>
  (message.startsWith(description) ? message.slice(description.length) : message).trim();

/** One more blank before a line that looks like a label, so that it is not read as one. */
const escapeLabels = (part: string): string => part.replace(new RegExp(`\n( *)${LABEL}`, "g"), "\n $1");

const restoreLabels = (part: string): string => part.replace(new RegExp(`\n ( *)${LABEL}`, "g"), "\n$1");
