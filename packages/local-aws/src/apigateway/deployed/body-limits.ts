import type { Assumptions } from "../../assumptions/assumptions";

/**
 * Bytes: 10 MB, which cannot be raised. AWS does not say which megabytes it means [assumption: body-limit].
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export const BODY_LIMITS: Readonly<Record<Assumptions["body-limit"], number>> = {
  mebibytes: 10_485_760,
  megabytes: 10_000_000,
};
