import * as pulumi from "@pulumi/pulumi";

import { INTEGRATION } from "./changes";

/** Other text of the connector's file. @throws Error when it is not there, because the file has changed */
export const fileWith = (change: (text: string) => string) => ({
  props: (given: Readonly<Record<string, unknown>>) => ({
    ...given,
    secretString: pulumi.output(given.secretString as pulumi.Output<string>).apply((text) => {
      const other = change(text);
      if (other === text) throw new Error(`nothing is changed in ${text}`);
      return other;
    }),
  }),
});

/** One more of the headers that the connector sends with each record. */
export const header = (line: string) => (file: string) => file.replace(/\n( +)(streamname:)/, `\n$1${line}\n$1$2`);

/** More at the end of the connector's file. */
export const atEnd = (yaml: string) => (file: string) => `${file.trimEnd()}\n${yaml}\n`;

/** Another text of the connector's file, in its secret. */
export const inFile = (change: (text: string) => string) => ({
  phase: "update" as const,
  changes: { "connector-version": fileWith(change) },
  at: [INTEGRATION],
});

/** The connector takes a status more for a delivered record. */
export const takesForDelivered = (status: number) => (text: string) =>
  text.replace(/(http-success-status-codes:\n( +))- 200/, `$1- 200\n$2- ${status}`);
