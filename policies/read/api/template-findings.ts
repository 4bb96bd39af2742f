import { PartNotKnownYet, type Resource, textsAsFarAsKnown } from "../resource";
import { readRequestTemplate, type RequestTemplate, type TemplateFinding } from "./request-template";
import { readResponseTemplate, type ResponseBranch } from "./response-template";

/**
 * What is found in the request templates of an integration, in words: the same of many media types once.
 * @param integration the integration
 * @param judge says what is wrong with the template for one media type
 * @returns the findings
 * @throws PartNotKnownYet with the findings in the others, if a template is not known yet
 */
export function requestTemplateFindings(
  integration: Resource,
  judge: (template: RequestTemplate, mediaType: string) => readonly TemplateFinding[],
): readonly string[] {
  const { texts, notKnown } = textsAsFarAsKnown(integration, "requestTemplates");
  const found = describe(
    texts.flatMap(([mediaType, source]) =>
      judge(readRequestTemplate(source), mediaType).map((finding) => ({ mediaType, finding })),
    ),
  );
  if (notKnown) throw new PartNotKnownYet(found);
  return found;
}

/**
 * What is found in the response templates of an integration response, in words; undefined if it has none, so that API
 * Gateway hands on the answer as it is.
 * @param response the integration response
 * @param judge says what is wrong with one way through a template
 * @param options `saysUnreadable`: whether a template that cannot be read is a finding (default: true); another rule may say so
 * @returns the findings
 * @throws PartNotKnownYet with the findings in the others, if a template is not known yet
 */
export function responseTemplateFindings(
  response: Resource,
  judge: (branch: ResponseBranch) => readonly TemplateFinding[],
  options: { readonly saysUnreadable?: boolean } = {},
): readonly string[] | undefined {
  const { texts, notKnown } = textsAsFarAsKnown(response, "responseTemplates");
  const templates = texts.filter(([, source]) => source !== "");
  if (templates.length === 0 && !notKnown) return undefined;
  const found = describe(
    templates.flatMap(([mediaType, source]) => {
      const read = readResponseTemplate(source);
      const findings = "message" in read ? (options.saysUnreadable === false ? [] : [read]) : read.flatMap(judge);
      return findings.map((finding) => ({ mediaType, finding }));
    }),
  );
  if (notKnown) throw new PartNotKnownYet(found);
  return found;
}

interface Found {
  readonly mediaType: string;
  readonly finding: TemplateFinding;
}

function describe(found: readonly Found[]): readonly string[] {
  const types = new Map<string, Set<string>>();
  for (const { mediaType, finding } of found) {
    const words = `${finding.line === undefined ? "" : `, line ${finding.line},`} ${finding.message}`;
    types.set(words, (types.get(words) ?? new Set()).add(mediaType));
  }
  return [...types].map(([words, mediaTypes]) => {
    const [first = "", ...others] = mediaTypes;
    const more = others.length === 0 ? "" : ` (and ${others.length} other ${others.length === 1 ? "type" : "types"})`;
    return `the template for ${first}${more}${words}`;
  });
}
