/** What the settings are held against, also by commands. The dashboard draws the same numbers. */
export { requestQuotasOf } from "../components/observability/alarms/request-quotas";
