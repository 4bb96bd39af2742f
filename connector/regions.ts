import type { ConnectorSettings } from "../config/settings";
import { DIALECTS } from "./dialect";
import { destination, type PipelineFacts, renderConnectorConfig, renderSections } from "./render";
import { type Routes, routesOf, type StreamRouting } from "./routes";

/** What the connector's file says of one region. */
export interface RegionFacts extends PipelineFacts {
  readonly region: string;
  /** The connector's settings in this region. */
  readonly connector: ConnectorSettings;
  /** They say where changes go. This is plain data: Pulumi makes an object of a Map. */
  readonly streams: readonly StreamRouting[];
}

/**
 * Writes the file of a region's connectors, as the setting `connector.regions` says. Docs: docs/regions.md.
 * @param region the name of one of the regions
 * @param regions all regions of the stage, in the order of the settings; of one mode
 * @returns YAML, which holds the API keys; for `every` and `failover` the same text in each region
 * @throws RangeError if the region is none of them
 */
export function renderRegion(region: string, regions: readonly RegionFacts[]): string {
  const own = regions.find((one) => one.region === region);
  const [first, ...others] = regions;
  if (own === undefined || first === undefined) throw new RangeError(`${region} is no region of the stage`);
  switch (own.connector.regions) {
    case "nearest":
      return renderConnectorConfig(own.connector, routesIn(own), own);
    case "every":
      return renderEveryRegion(first.connector, regions);
    case "failover":
      return renderConnectorConfig(first.connector, routesIn(first), {
        endpoint: first.endpoint,
        otherEndpoints: others.map(({ endpoint }) => endpoint),
        // The headers belong to the destination, not to a URL: all regions have one key.
        apiKey: first.apiKey,
      });
  }
}

/**
 * One destination for each region, and its own ports. A record that arrives at any other port goes to all regions: it may
 * be stored twice, but not lost.
 */
function renderEveryRegion(settings: ConnectorSettings, regions: readonly RegionFacts[]): string {
  const { routing } = DIALECTS[settings.dialect];
  const nameOf = ({ region }: RegionFacts): string => `aws-kinesis-${region}`;
  const service = { ...settings.service, port: regions.flatMap(({ connector }) => connector.service.port) };
  return renderSections(
    { ...settings, service },
    {
      destinations: Object.fromEntries(
        regions.map((own) => [nameOf(own), destination(own.connector, own.connector.streamname, own)]),
      ),
      routing: routing(...regions.map(nameOf)),
      "port-based-config": new Map(
        regions.flatMap((own) => own.connector.service.port.map((port) => [port, { routing: routing(nameOf(own)) }])),
      ),
    },
  );
}

const routesIn = ({ streams, connector }: RegionFacts): Routes => routesOf(streams, connector.streamname);
