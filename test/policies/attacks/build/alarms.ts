import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { Props } from "../harness/attack";
import { set } from "./changes";
import type { Mine } from "./mine";

/** The alarm of the refused records, on a metric of a metric filter. */
export const REFUSED = "alarms-refused-records";

/** An alarm on the API's own metrics of the method POST, by metric math. */
export const ERRORS = "alarms-server-errors";

/** Without a change of an alarm, the pipeline of a case has none. */
export const UNCHANGED = set({});

/** The queries of an alarm by metric math. */
type Queries = readonly (Props & { readonly metric?: Props; readonly expression?: string })[];

/** Other queries of an alarm by metric math. */
export const queries = (change: (query: Queries[number]) => Props) => (given: Props) => ({
  ...given,
  metricQueries: (given.metricQueries as Queries).map((query) => change(query)),
});

/** The ARN of the access log. */
export const accessLogArn = (b: Mine): pulumi.Output<string> =>
  (b.resource("api-access-log") as cloudwatch.LogGroup).arn;
