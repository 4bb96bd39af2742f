import type { Attack } from "../harness/attack";
import { binsAndCode } from "./bins-and-code";
import { copies } from "./copies";
import { destinations } from "./destinations";
import { headers } from "./headers";
import { regionsOfFile } from "./regions";
import { routes } from "./routes";
import { versions } from "./versions";

/** The connector's file fits the API, and has each record delivered whole, or sent again. */
export const connectorFile: readonly Attack[] = [
  ...binsAndCode,
  ...copies,
  ...destinations,
  ...headers,
  ...regionsOfFile,
  ...routes,
  ...versions,
];
