import { stackRule } from "../pack/rule";
import { configHolders, describePosition } from "../read/connector-config";
import { connectorFilesAt } from "../read/connector-files";
import { type } from "../read/types";

interface Config {
  readonly binsLeftOut: boolean;
  readonly classes: readonly string[];
}

export const connectorConfigWholeRecords = stackRule<Config>({
  name: "connector-config-whole-records",
  description: "The connector sends whole records, and no unknown code changes or routes them.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave out include and exclude of bin-transforms, or set binsLeftOut to true: consumers then miss these bins. List in classes what " +
    "somebody has reviewed of transformers, routers and formatters.",
  url: "https://aerospike.com/docs/connectors/streaming/esp/configure/bin-transforms",
  tags: ["connector", "data-loss"],
  configSchema: {
    properties: {
      binsLeftOut: { type: "boolean", default: false },
      classes: { type: "array", items: { type: "string" }, default: [] },
    },
  },
  types: [...configHolders, type.stack],
  checks: [
    (holder, stack, { binsLeftOut, classes }) =>
      connectorFilesAt(holder, stack).flatMap(({ config: { alterations }, place }) =>
        alterations
          .filter(({ className }) => (className === undefined ? !binsLeftOut : !classes.includes(className)))
          .map((one) => `${place}${describePosition(one)} ${WORDS[one.kind]}`),
      ),
  ],
});

const WORDS = {
  bins: "leaves bins out of records: they are acknowledged, and not stored.",
  code: "hands records to a class of its own, which may change, drop or misdirect them.",
} as const;
