import type { Line } from "../../shared/cost/line";
import { exactUsd } from "../../shared/cost/money";
import { UNITS } from "../../shared/cost/units";
import type { PlanResult } from "../result";

/**
 * Writes an estimate for programs. Amounts are exact: texts of US dollars with nine decimal places.
 * @param result the estimate
 * @returns JSON
 */
export function json({ stage, load, total, regions, keyLimit, consumerLimit, notes, priceMonths }: PlanResult): string {
  const readable = {
    stage,
    load,
    currency: "USD",
    monthHours: 730,
    total: exactUsd(total),
    regions: regions.map((region) => ({
      region: region.region,
      total: exactUsd(region.total),
      lines: region.lines.map(lineOf),
      limits: region.limits,
      alternatives: region.alternatives.map((alternative) => ({
        name: alternative.name,
        total: exactUsd(alternative.total),
        difference: exactUsd(alternative.difference),
        but: alternative.but,
        lines: alternative.lines.map(lineOf),
      })),
    })),
    keyLimit,
    consumerLimit,
    notes,
    priceMonths,
  };
  return `${JSON.stringify(readable, undefined, 2)}\n`;
}

const lineOf = ({ name, tier, quantity, usd, amount, price }: Line) => ({
  name,
  tier,
  quantity: String(quantity),
  of: UNITS[price.unit].of,
  usd,
  per: price.unit,
  amount: exactUsd(amount),
  price: { region: price.region, read: price.price.read, source: price.price.source, uncertain: price.price.uncertain },
});
