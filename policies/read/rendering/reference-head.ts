import { GIVEN } from "./state";

/** The members of what API Gateway gives that a message may name. */
const MEMBERS =
  /^(base64(De|En)code|body|escapeJavaScript|header|identity|json|params|parseJson|path|url(De|En)code|userAgent)$/;

/** The names in a reference, and which of them are methods. */
interface ReferenceNames {
  readonly name: string;
  readonly steps: readonly { readonly name: string; readonly arguments?: readonly unknown[] }[];
}

/** A reference up to what could be anything: arguments, and members of the template's own making. */
export function headOf({ name, steps }: ReferenceNames): string {
  const other = GIVEN.has(name) ? steps.findIndex((step) => !MEMBERS.test(step.name)) : 0;
  const call = steps.findIndex((step) => step.arguments !== undefined);
  const ends = [other, call === -1 ? -1 : call + 1].filter((end) => end !== -1);
  return `$${[name, ...steps.slice(0, Math.min(steps.length, ...ends)).map((step) => step.name)].join(".")}`;
}
