import type { Line } from "../../shared/cost/line";
import { formatUsd } from "../../shared/cost/money";
import { consumerWords } from "../consumers";
import type { PlanResult, RegionResult } from "../result";
import { ALWAYS, loadWords, markOf, markWords, nameOf, percent, quantityOf, rate } from "./words";

/**
 * Writes an estimate for a pull request or a page.
 * @param result the estimate
 * @returns Markdown
 */
export function markdown(result: PlanResult): string {
  const { stage, load, total, regions, keyLimit, consumerLimit: limit, notes, priceMonths } = result;
  const blocks = [
    `# Stage \`${stage}\`: ${formatUsd(total)} US dollars a month`,
    loadWords(load),
    ...regions.flatMap(blocksOfRegion),
    `One record of Aerospike may change ${rate(keyLimit.recordsPerSecond)} times a second, ${percent(keyLimit.share)} of the ` +
      "peak: its digest is the partition key, and a key has one shard. Nothing raises this.",
    ...(limit === undefined ? [] : [`${consumerWords(limit, load.consumers)} ([AWS](${limit.source}))`]),
    "## Prices",
    [`Of ${priceMonths}. ${ALWAYS}`, ...notes].map((note) => `- ${note}`).join("\n"),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const blocksOfRegion = ({ region, total, lines, limits, alternatives }: RegionResult): readonly string[] => [
  `## ${region}: ${formatUsd(total)} a month`,
  table(
    ["", "quantity", "price", "amount"],
    lines.map((line) => row(region, line)),
  ),
  ...markWords(region, lines).map((words) => `\\${words}`),
  "The first limit is the one that the peak reaches first:",
  table(
    ["used", "limit", "records a second", "how it comes about", "what raises it"],
    limits.map((limit) => [
      limit.used > 1 ? `**${percent(limit.used)}**` : percent(limit.used),
      `[${limit.name}](${limit.source})`,
      rate(limit.recordsPerSecond),
      limit.why,
      limit.raise,
    ]),
  ),
  "With an alternative, a month costs:",
  table(
    ["", "amount", "difference", "but"],
    alternatives.map(({ name, total: amount, difference, but }) => [
      name,
      formatUsd(amount),
      formatUsd(difference),
      but,
    ]),
  ),
];

const row = (region: string, line: Line): readonly string[] => [
  `[${nameOf(line)}](${line.price.price.source})`,
  quantityOf(line),
  line.usd,
  formatUsd(line.amount) + (markOf(region, [line]) && " \\*"),
];

/** No cell holds a bar: the words are ours, and a region's name has none. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
