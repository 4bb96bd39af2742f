import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { rolesOfIntegration } from "../read/api/integration-role";
import { writesToKinesis } from "../read/api/kinesis-call";
import { readRequestTemplate, type TemplateFinding } from "../read/api/request-template";
import { requestTemplateFindings } from "../read/api/template-findings";
import { isNotJudgeable } from "../read/judgeable";
import { regionsOfRole } from "../read/permissions/role-regions";
import { hasWildcard, isLike } from "../read/permissions/wildcard";
import { knownRegionOf } from "../read/region";
import { streamNameIn } from "../read/rendering/choices";
import { choiceFindings, choosesByName } from "../read/rendering/stream-choice";
import { knownTextsOf } from "../read/resource";
import type { Stack } from "../read/stack";
import { awsType } from "../read/types";
import { streamsOfRole } from "../read/writable-streams";

interface Config {
  /** Names of streams that may take what names no stream of its template. */
  readonly defaults: readonly string[];
}

export const integrationStreamFixed = stackRule<Config>({
  name: "integration-stream-fixed",
  description: "The template names the stream, one that the role may write to; the caller does not.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Write the stream's name into the template. If a header is to choose among streams, compare it with each name and print " +
    "the name, not the header. Refuse what names no stream, or name in defaults the stream that takes it.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-kinesis.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  configSchema: { properties: { defaults: { type: "array", items: { type: "string" }, default: [], laxer: "more" } } },
  types: [awsType.integration],
  checks: [
    (integration, _stack, { defaults }) =>
      writesToKinesis(integration)
        ? requestTemplateFindings(integration, ({ openStreams }) => openStreams.filter(isOpenBeside(defaults)))
        : undefined,
    (integration, stack) => {
      if (!writesToKinesis(integration)) return undefined;
      const writable = streamsOfRole(integration, stack);
      if (writable === undefined) return undefined;
      return requestTemplateFindings(integration, ({ streams }) =>
        streams
          .filter(({ name }) => !writable.some((pattern) => isLike(streamNameIn(name), pattern)))
          .map(({ line }) => ({ line, message: "names a stream that the integration's role may not write to." })),
      );
    },
    (integration) => {
      const region = writesToKinesis(integration) ? knownRegionOf(integration) : undefined;
      if (region === undefined) return undefined;
      return requestTemplateFindings(integration, ({ streams }) =>
        streams
          .filter(({ name }) => name.startsWith("arn:") && name.split(":")[3] !== region)
          .map(({ line }) => ({ line, message: "names a stream of another region: Kinesis refuses the record." })),
      );
    },
    (integration, stack, { defaults }) => {
      if (!writesToKinesis(integration)) return undefined;
      const others = knownStreamsOfRole(integration, stack);
      return requestTemplateFindings(integration, ({ nodes, streams, openStreams }) => {
        const own = streams.map(({ name }) => name);
        const said = new Set(openStreams.map((one) => JSON.stringify(one)));
        return choiceFindings(nodes, own, others)
          .filter(isOpenBeside(defaults))
          .filter((one) => !said.has(JSON.stringify(one)));
      });
    },
    (integration) => {
      if (!writesToKinesis(integration)) return undefined;
      const chosen = knownTextsOf(integration, "requestTemplates")
        .map(([, source]) => readRequestTemplate(source))
        .map(({ nodes, streams }) => ({ nodes, names: [...new Set(streams.map(({ name }) => name))] }))
        .filter(({ nodes, names }) => names.length > 1 && choosesByName(nodes, names))
        .flatMap(({ names }) => names);
      return requestTemplateFindings(integration, ({ nodes, streams }) =>
        choosesByName(nodes, chosen)
          ? []
          : streams.filter(({ name }) => chosen.includes(name)).map(({ line }) => ({ line, message: FOR_ITS_TYPE })),
      );
    },
    (integration, stack) => {
      if (!writesToKinesis(integration)) return undefined;
      const region = knownRegionOf(integration);
      const regions = rolesOfIntegration(integration, stack).flatMap((role) => [...regionsOfRole(role, stack)]);
      return region !== undefined && regions.length > 0 && !regions.includes(region)
        ? "credentials is a role that may write only to streams of other regions: every record is refused."
        : undefined;
    },
  ],
});

/** Whether a finding is about another stream than those that may take what names none. */
const isOpenBeside =
  (defaults: readonly string[]) =>
  ({ defaultStream }: TemplateFinding): boolean =>
    defaultStream === undefined || !defaults.includes(defaultStream);

const FOR_ITS_TYPE = "names a stream whatever the request asks for, and templates for other types let it choose.";

/** The streams of the integration's role, as far as they are known. */
function knownStreamsOfRole(integration: PolicyResource, stack: Stack): readonly string[] {
  try {
    return (streamsOfRole(integration, stack) ?? []).filter((name) => !hasWildcard(name));
  } catch (error) {
    if (isNotJudgeable(error)) return [];
    throw error;
  }
}
