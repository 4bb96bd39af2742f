export type { Ack, Cause, Shipper } from "./src/ack";
export { ASSUMED, CONNECTOR_ASSUMPTIONS, type ConnectorAssumption, type ConnectorAssumptions } from "./src/assumptions";
export {
  type Configuration,
  type Delivery,
  type Destination,
  type FormatConfiguration,
  mapDestinations,
  readConfiguration,
  type ServedFormat,
} from "./src/configuration";
export { startConnector } from "./src/connector";
export { type Formatter, formatterOf, isServed, whyNotSerialisable } from "./src/format";
export { readNotifications, SAMPLES } from "./src/input";
export { lineOf } from "./src/ndjson";
export { type ChangeNotification, digestOf, partitionOf, PARTITIONS } from "./src/notification";
export type { Order } from "./src/partition";
export { type Routed, routeOf, type Routing } from "./src/routing";
export { startXdr, type Xdr, type XdrOptions } from "./src/xdr";
export type { XdrEvent, XdrStatistics } from "./src/xdr-statistics";
