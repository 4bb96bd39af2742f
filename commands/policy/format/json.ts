import { exactUsd } from "../../shared/cost/money";
import type { StagePrice } from "../price";
import { exitCodeOf, type Finding, type GateReport } from "../report";

/**
 * Writes a report for programs: every stage with its findings.
 * @param report of the gate
 * @returns JSON
 */
export function json(report: GateReport): string {
  const { pack, stages } = report;
  const readable = {
    pack: { name: pack.name, version: pack.version },
    exitCode: exitCodeOf(report),
    stages: stages.map(({ price, ...stage }) => ({
      ...stage,
      findings: stage.findings.map(flatten),
      price: typeof price === "object" ? readablePrice(price) : price,
    })),
  };
  return `${JSON.stringify(readable, undefined, 2)}\n`;
}

const flatten = ({ policy, level, resource, also, found, toDo, url, position, waived }: Finding) => ({
  rule: policy.name,
  level,
  severity: policy.severity,
  resource,
  also,
  found,
  toDo,
  url,
  position,
  waived,
});

/** Amounts as exact texts of US dollars. */
const readablePrice = ({ total, base, ...price }: StagePrice) => ({
  ...price,
  currency: "USD",
  total: exactUsd(total),
  base: base && {
    name: base.name,
    total: exactUsd(base.total),
    changes: base.changes.map(({ before, after, ...change }) => ({
      ...change,
      before: exactUsd(before),
      after: exactUsd(after),
    })),
  },
});
