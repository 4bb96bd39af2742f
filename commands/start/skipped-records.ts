import {
  type ChangeNotification,
  formatterOf,
  lineOf,
  type ServedFormat,
  whyNotSerialisable,
} from "@aerospike-kinesis/esp-simulator";

/**
 * Why a connector skips a notification, and what to do.
 * @param notification what it would send
 * @param format as the connector's file says it
 * @returns the cause; undefined if the format can express the record
 */
export function whySkipped(notification: ChangeNotification, format: ServedFormat): string | undefined {
  const why = whyNotSerialisable(formatterOf(format), notification);
  return why && `not in ${format.mode}: ${why}`;
}

/**
 * Says which notifications a connector skips because its format cannot express them.
 * @param notifications what is to be sent
 * @param format as the connector's file says it
 * @returns one line each, with the line of the input, the cause and what to do
 */
export const skippedRecords = (notifications: readonly ChangeNotification[], format: ServedFormat): readonly string[] =>
  notifications.flatMap((notification) => {
    const why = whySkipped(notification, format);
    const line = lineOf(notification);
    const what = line === undefined ? notification.digest.toString("base64") : `line ${line}`;
    return why === undefined
      ? []
      : [
          `${what} is ${why}. The connector skips it. Write the map's keys as strings, or use connector.format.mode message-pack.`,
        ];
  });
