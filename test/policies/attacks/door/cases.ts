import type { Attack } from "../harness/attack";
import { apiPolicies } from "./api-policies";
import { apis } from "./apis";
import { fronts } from "./fronts";
import { paths } from "./paths";
import { services } from "./services";
import { stagesAndDomains } from "./stages-and-domains";

/** Every way to the stream is authenticated and https. */
export const doors: readonly Attack[] = [
  ...apis,
  ...fronts,
  ...services,
  ...paths,
  ...stagesAndDomains,
  ...apiPolicies,
];
