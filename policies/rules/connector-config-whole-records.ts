import { stackRule } from "../pack/rule";
import { describePosition } from "../read/connector-file/config";
import { connectorFilesAt } from "../read/connector-file/files";
import { configHolders } from "../read/connector-file/holders";
import type { Alteration } from "../read/connector-file/scope";
import { awsType } from "../read/types";

interface Config {
  readonly binsLeftOut: boolean;
  readonly binsRenamed: boolean;
  readonly classes: readonly string[];
}

export const connectorConfigWholeRecords = stackRule<Config>({
  name: "connector-config-whole-records",
  description: "The connector sends whole records, and no unknown code changes or routes them.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave out bin-transforms. Or set binsLeftOut to true, where consumers can miss bins, or binsRenamed, where they know the " +
    "other names. List in classes what somebody has reviewed of transformers, routers and formatters.",
  url: "https://aerospike.com/docs/connectors/streaming/esp/configure/bin-transforms",
  tags: ["connector", "data-loss"],
  configSchema: {
    properties: {
      binsLeftOut: { type: "boolean", default: false, laxer: "higher" },
      binsRenamed: { type: "boolean", default: false, laxer: "higher" },
      classes: { type: "array", items: { type: "string" }, default: [], laxer: "more" },
    },
  },
  types: [...configHolders, awsType.stack],
  checks: [
    (holder, stack, config) =>
      connectorFilesAt(holder, stack).flatMap(({ config: { alterations }, place }) =>
        alterations
          .filter((alteration) => !isAccepted(alteration, config))
          .map((one) => `${place}${describePosition(one)} ${WORDS[one.kind]}`),
      ),
  ],
});

function isAccepted({ kind, className }: Alteration, { binsLeftOut, binsRenamed, classes }: Config): boolean {
  if (kind === "bins") return binsLeftOut;
  if (kind === "names") return binsRenamed;
  return className !== undefined && classes.includes(className);
}

const WORDS = {
  bins: "leaves bins out of records: they are acknowledged, and not stored.",
  names: "gives bins other names: consumers do not find them under their own.",
  unknown: "has a transform of bins that the connector's documentation does not have: nobody knows what it does.",
  code: "hands records to a class of its own, which may change, drop or misdirect them.",
} as const;
