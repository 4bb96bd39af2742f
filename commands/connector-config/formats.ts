import { renderAerospikeConf } from "../../connector/xdr/aerospike-conf";
import { renderAsinfo } from "../../connector/xdr/asinfo";
import type { Datacenter } from "../../connector/xdr/datacenter";
import { renderOperator } from "../../connector/xdr/operator";

/** What writes the XDR side of each format. */
export const XDR_FORMATS: Readonly<Record<string, (datacenters: readonly Datacenter[]) => string>> = {
  "aerospike-conf": renderAerospikeConf,
  asinfo: renderAsinfo,
  operator: renderOperator,
};

/** The names of all formats: those of the connector's own side first. */
export const FORMATS = ["yaml", "helm", ...Object.keys(XDR_FORMATS)];
