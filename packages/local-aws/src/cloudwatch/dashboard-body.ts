import { z } from "zod";

import { AwsError } from "../errors";
import { WIDGET_PROPERTIES } from "./dashboard-widget";

const GRID_COLUMNS = 24;
const MAX_ROWS = 1000;
const MAX_WIDGETS = 500;

const place = z.int().min(0);

const widget = z
  .looseObject({
    type: z.enum(["metric", "text", "log", "alarm", "explorer", "custom", "chart"]),
    x: place.max(GRID_COLUMNS - 1).optional(),
    y: place.optional(),
    width: z.int().min(1).max(GRID_COLUMNS).optional(),
    height: z.int().min(1).max(MAX_ROWS).optional(),
    properties: z.looseObject({}),
  })
  .check(({ value, issues }) => {
    const { error } = WIDGET_PROPERTIES[value.type]?.safeParse(value.properties) ?? {};
    for (const { path, message } of error?.issues ?? []) {
      issues.push({ code: "custom", message, path: ["properties", ...path], input: value });
    }
  });

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const body = z.looseObject({
  start: z.string().optional(),
  end: z.string().optional(),
  periodOverride: z.enum(["auto", "inherit"]).optional(),
  widgets: z.array(widget).max(MAX_WIDGETS),
});

/**
 * Refuses a dashboard that AWS refuses.
 * @param text the body of the dashboard
 * @throws AwsError InvalidParameterInput with every problem and its place
 */
export function refuseDashboardBody(text: string): void {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new AwsError("InvalidParameterInput", "The field DashboardBody must be a valid JSON object");
  }
  const { error } = body.safeParse(json);
  if (error === undefined) return;
  const problems = error.issues.map(({ path, message }) => `/${path.map(String).join("/")}: ${message}`);
  throw new AwsError(
    "InvalidParameterInput",
    `The dashboard body is invalid, there are ${problems.length} validation errors: ${problems.join("; ")}`,
  );
}
