import type { PolicyPackConfig } from "@pulumi/policy";

import { connectorConfigWholeRecords } from "../../../policies/rules/connector-config-whole-records";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, CONNECTOR_CONFIG, KEY_VALUE, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const withMore = (yaml: string) =>
  change("secret-version", { secretString: awsAssigns(`${CONNECTOR_CONFIG}${yaml}\n`) });
const output = (yaml: string): readonly Fixture[] => [
  {
    type: "pulumi:pulumi:Stack",
    name: "orders-dev",
    inputs: {},
    outputs: { file: awsAssigns(`${CONNECTOR_CONFIG.replace(KEY_VALUE, "")}${yaml}\n`) },
  },
  ...pipeline,
];
const BINS =
  "line 15 of the connector configuration leaves bins out of records: they are acknowledged, and not stored.";
const CODE =
  "line 15 of the connector configuration hands records to a class of its own, which may change, drop or misdirect them.";
const NAMES =
  "line 15 of the connector configuration gives bins other names: consumers do not find them under their own.";
const found = (...words: string[]) => ({ phases: ["up"] as const, found: { "secret-version": words } });
const configured = (settings: Readonly<Record<string, unknown>>): PolicyPackConfig => ({
  "connector-config-whole-records": settings,
});
const TRANSFORMER = "custom-transformer: { class: com.example.Redact }";

describeRule(connectorConfigWholeRecords, {
  finds: {
    "all bins left out": { stack: withMore("bin-transforms: { exclude: { type: all } }"), ...found(BINS) },
    "some bins left out": {
      stack: withMore("bin-transforms: { exclude: { type: specified, bins: [card] } }"),
      ...found(BINS),
    },
    "all bins but some left out": {
      stack: withMore("bin-transforms: { include: { type: specified, bins: [id] } }"),
      ...found(BINS),
    },
    "no bins taken, of a namespace, a set and a port": {
      stack: withMore(
        [
          "namespaces: { a: { bin-transforms: { include: { type: none } } } }",
          "port-based-config:",
          "  8902: { bin-transforms: { include: { type: none } } }",
          "  8903: { namespaces: { b: { sets: { c: { bin-transforms: { include: { type: none } } } } } } }",
        ].join("\n"),
      ),
      ...found(...[15, 17, 18].map((line) => BINS.replace("15", String(line)))),
    },
    "bins in capitals": { stack: withMore("bin-transforms: { transforms: [uppercase] }"), ...found(NAMES) },
    "a bin with another name": {
      stack: withMore("bin-transforms: { map: { yellow: red } }"),
      config: configured({ binsLeftOut: true }),
      ...found(NAMES),
    },
    "bins of a type that nobody knows": {
      stack: withMore("bin-transforms: { exclude: { type: most } }"),
      config: configured({ binsRenamed: true }),
      ...found(BINS),
    },
    "a transform that nobody knows": {
      stack: withMore("bin-transforms: { mask: [card] }"),
      config: configured({ binsLeftOut: true, binsRenamed: true }),
      ...found(
        "line 15 of the connector configuration has a transform of bins that the connector's documentation does not have: nobody knows what it does.",
      ),
    },
    "a transformer": { stack: withMore(TRANSFORMER), ...found(CODE) },
    "a transformer of a namespace": { stack: withMore(`namespaces: { a: { ${TRANSFORMER} } }`), ...found(CODE) },
    "a router": { stack: withMore("routing: { mode: custom, class: com.example.Router }"), ...found(CODE) },
    "a formatter": { stack: withMore("format: { mode: custom, class: com.example.Format }"), ...found(CODE) },
    "a class that is not in the list": {
      stack: withMore(TRANSFORMER),
      config: configured({ classes: ["com.example.Other"], binsLeftOut: true }),
      ...found(CODE),
    },
    "a file in an output": {
      stack: output(TRANSFORMER),
      phases: ["up"],
      found: { "orders-dev": [`output file: ${CODE}`] },
    },
  },
  accepts: {
    "bins with other names, as the configuration lets them": {
      stack: withMore("bin-transforms: { map: { yellow: red }, transforms: [uppercase] }"),
      config: configured({ binsRenamed: true }),
    },
    "transforms that are empty": {
      stack: withMore("bin-transforms: { map: {}, transforms: [], include: }"),
    },
    "all bins, said in so many words": {
      stack: withMore("bin-transforms: { include: { type: all }, exclude: { type: none, bins: [] } }"),
    },
    "bins left out, as the configuration lets them": {
      stack: withMore("bin-transforms: { exclude: { type: specified, bins: [card] } }"),
      config: configured({ binsLeftOut: true }),
    },
    "a class that somebody has reviewed": {
      stack: withMore(TRANSFORMER),
      config: configured({ classes: ["com.example.Redact"] }),
    },
    "a class that no mode asks for": {
      stack: withMore("format: { mode: json, class: com.example.Format }"),
    },
  },
});
