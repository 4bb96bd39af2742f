import { z } from "zod";

import { JSON_TEXT, region } from "../../arguments";

/**
 * What AWS takes of an `aws:cloudwatch/dashboard:Dashboard`.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
 */
export const DashboardInputs = z.strictObject({
  region,
  dashboardName: z.string().regex(/^[A-Za-z0-9_-]{1,255}$/, "expected 1 to 255 letters, digits or _-"),
  dashboardBody: z.string().min(1).meta(JSON_TEXT),
});
export type DashboardInputs = z.output<typeof DashboardInputs>;
