import { z } from "zod";

import { region, tags } from "../../arguments";
import { alarmFields, alarmName } from "./fields";

/**
 * What AWS takes of an `aws:cloudwatch/compositeAlarm:CompositeAlarm`, with its defaults.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export const CompositeAlarmInputs = z.strictObject({
  region,
  alarmName,
  alarmRule: z.string().min(1).max(10_240),
  ...alarmFields,
  actionsSuppressor: z
    .strictObject({
      /** The alarm's name or ARN. */
      alarm: z.string().min(1).max(1600),
      /** Seconds, as the other one. */
      extensionPeriod: z.int().min(0),
      waitPeriod: z.int().min(0),
    })
    .optional(),
  tags,
});
export type CompositeAlarmInputs = z.output<typeof CompositeAlarmInputs>;
