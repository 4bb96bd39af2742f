import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { addressOf, type Endpoint } from "../read/api/api-address";
import { describePosition } from "../read/connector-file/config";
import type { Destination } from "../read/connector-file/destination";
import { type ConnectorFile, connectorFilesAt } from "../read/connector-file/files";
import { headerFindings } from "../read/connector-file/headers";
import { configHolders } from "../read/connector-file/holders";
import { isOfStack, keyFindings } from "../read/connector-file/key";
import { requestFindings } from "../read/connector-file/request";
import { show } from "../read/resource";
import type { Stack } from "../read/stack";
import { awsType } from "../read/types";

interface Config {
  readonly hosts: readonly string[];
  /** Names of headers that the connector may add beside those of the pipeline. */
  readonly headers: readonly string[];
}

/** What the checks are given: one destination of a file of this stack. */
interface Sent extends ConnectorFile {
  readonly destination: Destination;
}

export const connectorConfigFitsApi = stackRule<Config>({
  name: "connector-config-fits-api",
  description: "The connector's file fits the API: its address, its key, the stream and the type of the body.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Render the file from this run's API: the stage's invoke URL and the path of the POST, the value of a key of its usage plan, a " +
    "stream and a Content-Type that its templates take. Leave compression out. List other names of the API in hosts, and other headers " +
    "that it needs in headers.",
  url: "https://aerospike.com/docs/connectors/streaming/esp/configure/destinations",
  tags: ["connector", "apigateway", "security", "secrets", "data-loss"],
  configSchema: {
    properties: {
      hosts: { type: "array", items: { type: "string" }, default: [], laxer: "more" },
      headers: { type: "array", items: { type: "string" }, default: [], laxer: "more" },
    },
  },
  types: [...configHolders, awsType.stack],
  checks: [
    (holder, stack) =>
      filesAt(holder, stack)
        .filter(({ config }) => config.isBroken)
        .map(({ place }) => `${place}the connector configuration is no YAML: a connector with it does not start.`),
    (holder, stack, { hosts }) =>
      destinationsAt(holder, stack).flatMap(({ destination, place, region, config }) =>
        destination.urls.flatMap((url) => {
          const address = addressOf(url.text, stack, hosts);
          const isNamed = () => isInFile(region, config.destinations, stack, hosts);
          const wrong = "fault" in address ? address.fault : regionFault(address, region, isNamed);
          return wrong === undefined ? [] : [`${place}${describePosition(url)} has a URL ${wrong}.`];
        }),
      ),
    (holder, stack) =>
      destinationsAt(holder, stack)
        // A part of a file, such as the values of a chart for one environment, says nothing of URLs.
        .filter(
          ({ config: { destinations, isBroken } }) => !isBroken && destinations.some(({ isAddressed }) => isAddressed),
        )
        .filter(({ destination }) => destination.urls.length === 0)
        .map(
          ({ destination, place }) =>
            `${place}${describePosition(destination)} has a destination without a URL: no record leaves the connector.`,
        ),
    (holder, stack, { headers }) =>
      destinationsAt(holder, stack).flatMap(({ destination, place }) =>
        headerFindings(destination, headers).map((words) => `${place}${words}`),
      ),
    ...[keyFindings, requestFindings].map(
      (findingsOf) =>
        (holder: PolicyResource, stack: Stack, { hosts }: Config) =>
          destinationsAt(holder, stack).flatMap(({ destination, place, config, mayHoldKey }) => {
            if (findingsOf === keyFindings && !mayHoldKey) return [];
            const endpoints = destination.urls.flatMap(({ text }) => {
              const address = addressOf(text, stack, hosts);
              return "fault" in address ? [] : [address];
            });
            const found = endpoints.flatMap((endpoint) => findingsOf(destination, endpoint, config, stack));
            return [...new Set(found)].map((words) => `${place}${words}`);
          }),
    ),
  ],
});

/** A file can name several regions, if its own is one of them: each record then goes to all of them, or to any. */
function regionFault({ region: of }: Endpoint, kept: unknown, isNamed: () => boolean): string | undefined {
  if (of === undefined || kept === undefined || of === kept || isNamed()) return undefined;
  return `of the API in ${show(of)}, and the file is for ${show(kept)}`;
}

const isInFile = (
  region: unknown,
  destinations: readonly Destination[],
  stack: Stack,
  hosts: readonly string[],
): boolean =>
  destinations
    .flatMap(({ urls }) => urls)
    .map(({ text }) => addressOf(text, stack, hosts))
    .some((address) => !("fault" in address) && address.region === region);

const filesAt = (holder: PolicyResource, stack: Stack): readonly ConnectorFile[] =>
  connectorFilesAt(holder, stack).filter((file) => isOfStack(file, stack));

const destinationsAt = (holder: PolicyResource, stack: Stack): readonly Sent[] =>
  filesAt(holder, stack).flatMap((file) => file.config.destinations.map((destination) => ({ ...file, destination })));
