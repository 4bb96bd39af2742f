import type { Datacenter } from "../../../connector/xdr/datacenter";

/** Two connectors, a whole namespace with a `$` in its name, and one of which only some sets are shipped. */
export const DATACENTER: Datacenter = {
  name: "kinesis-eu-west-1",
  connectors: [
    { host: "esp-1.example.com", port: 8901 },
    { host: "10.0.0.7", port: 9001 },
  ],
  namespaces: [{ name: "shop$1" }, { name: "users", sets: ["basket", "w.1"] }],
};
