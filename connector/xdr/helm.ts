import { Document, isMap, parseDocument } from "yaml";

/**
 * Writes the values for Aerospike's Helm chart `aerospike-esp-outbound`: the connector's file under `connectorConfig`.
 * Two things differ from the file. The chart uses `service.port` as the port of a container and of a Service, so it is
 * one number and not a list. The log also goes to the console, where `kubectl logs` finds it.
 * @param yaml an `aerospike-esp-outbound.yml` that `renderConnectorConfig` wrote, with one port
 * @returns YAML, which holds the API key
 * @see https://github.com/aerospike/helm-charts/tree/main/aerospike-esp-outbound
 */
export function renderHelmValues(yaml: string): string {
  const file = parseDocument(yaml);
  file.setIn(["service", "port"], file.getIn(["service", "port", 0]));
  file.setIn(["logging", "enable-console-logging"], true);
  const values = new Document({});
  if (isMap(values.contents)) values.set("connectorConfig", file.contents);
  values.commentBefore = HEAD;
  return values.toString({ lineWidth: 0 });
}

const HEAD =
  " helm install RELEASE aerospike/aerospike-esp-outbound --values FILE\n" +
  " The chart keeps connectorConfig in a ConfigMap: who may read ConfigMaps in its namespace reads the API key.";
