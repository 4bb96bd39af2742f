import { stackRule } from "../pack/rule";
import { rolesOfIntegration } from "../read/integration-role";
import { writesToKinesis } from "../read/kinesis-call";
import { knownRegionOf } from "../read/region";
import { regionsOfRole } from "../read/role-regions";
import { requestTemplateFindings } from "../read/template-findings";
import { type } from "../read/types";
import { isLike } from "../read/wildcard";
import { streamsOfRole } from "../read/writable-streams";

export const integrationStreamFixed = stackRule({
  name: "integration-stream-fixed",
  description: "The template names the stream, one that the role may write to; the caller does not.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Write the stream's name into the template. If a header is to choose among streams, compare it with each name and print " +
    "the name, not the header.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-kinesis.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [type.integration],
  checks: [
    (integration) =>
      writesToKinesis(integration) ? requestTemplateFindings(integration, ({ openStreams }) => openStreams) : undefined,
    (integration, stack) => {
      if (!writesToKinesis(integration)) return undefined;
      const writable = streamsOfRole(integration, stack);
      if (writable === undefined) return undefined;
      return requestTemplateFindings(integration, ({ streams }) =>
        streams
          .filter(({ name }) => !writable.some((pattern) => isLike(nameIn(name), pattern)))
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

/** The name of a stream, of which a template may print the ARN. */
const nameIn = (stream: string): string => stream.split(":stream/").at(-1) ?? stream;
