import type { Attack } from "../harness/attack";
import { apiPolicies } from "./api-policies";
import { apis } from "./apis";
import { fronts } from "./fronts";
import { methods } from "./methods";
import { paths } from "./paths";
import { services } from "./services";
import { stagesAndDomains } from "./stages-and-domains";

/** Every way to the stream is authenticated and https. */
export const door: readonly Attack[] = [
  ...apiPolicies,
  ...apis,
  ...fronts,
  ...methods,
  ...paths,
  ...services,
  ...stagesAndDomains,
];
