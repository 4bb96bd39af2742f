import type { Line } from "../../shared/cost/line";
import { formatUsd } from "../../shared/cost/money";
import type { Alternative } from "../alternatives";
import { consumerWords } from "../consumers";
import type { Limit } from "../limits";
import type { PlanResult, RegionResult } from "../result";
import { ALWAYS, loadWords, markOf, markWords, nameOf, percent, quantityOf, rate } from "./words";
import { wrap } from "./wrap";

/**
 * Writes an estimate for a terminal of 80 columns.
 * @param result the estimate
 * @returns lines
 */
export function text(result: PlanResult): string {
  const { stage, load, total, regions, keyLimit, consumerLimit: limit, notes, priceMonths } = result;
  const lines = [
    `Stage ${stage}: ${formatUsd(total)} US dollars a month`,
    ...wrap(loadWords(load), "  "),
    "",
    ...regions.flatMap(linesOfRegion),
    "One record of Aerospike",
    ...wrap(
      `Its digest is the partition key, and a key has one shard. So one record may change ${rate(keyLimit.recordsPerSecond)} ` +
        `times a second, ${percent(keyLimit.share)} of the peak. Nothing raises this.`,
      "  ",
    ),
    "",
    ...(limit === undefined
      ? []
      : ["Consumers", ...wrap(`${consumerWords(limit, load.consumers)} Source: ${limit.source}`, "  "), ""]),
    "Prices",
    ...[`Of ${priceMonths}. ${ALWAYS}`, ...notes].flatMap((note) => wrap(note, "  ")),
  ];
  return `${lines.join("\n")}\n`;
}

const linesOfRegion = ({ region, total, lines, limits, alternatives }: RegionResult): readonly string[] => [
  `${region}: ${formatUsd(total)} a month`,
  ...lines.map((line) => row(line) + markOf(region, [line])),
  ...markWords(region, lines).flatMap((words) => wrap(words, "  ")),
  "",
  ...limits
    .slice(0, 1)
    .map((first) => `  First limit: ${first.name}, ${rate(first.recordsPerSecond)} records a second`),
  ...limits.flatMap(linesOfLimit),
  "",
  "  With an alternative, a month costs",
  ...alternatives.flatMap((alternative) => linesOfAlternative(region, alternative)),
  "",
];

const row = (line: Line): string =>
  `  ${nameOf(line).padEnd(34)}${quantityOf(line).padStart(18)} x${line.usd.padStart(7)}${formatUsd(line.amount).padStart(15)}`;

const linesOfLimit = ({ name, recordsPerSecond, used, why, raise }: Limit): readonly string[] => [
  `  ${percent(used).padStart(9)}  ${name}: ${rate(recordsPerSecond)} records a second`,
  ...wrap(`${why}.`, " ".repeat(13)),
  ...wrap(`${used > 1 ? "TOO SMALL. " : ""}To raise it: ${raise}.`, " ".repeat(13)),
];

const linesOfAlternative = (
  region: string,
  { name, total, difference, but, lines }: Alternative,
): readonly string[] => [
  `  ${formatUsd(total).padStart(12)}  ${name} (${difference > 0n ? "+" : ""}${formatUsd(difference)})${markOf(region, lines)}`,
  ...wrap(but, " ".repeat(16)),
];
