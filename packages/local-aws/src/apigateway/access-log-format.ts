import { badRequest } from "./errors";

/** The log group of an access log. */
export interface LogDestination {
  readonly region: string;
  readonly groupName: string;
}

const LOG_GROUP_ARN = /^arn:[\w-]+:logs:([\w-]+):\d{12}:log-group:([^:*]+)(?::\*)?$/;

/**
 * Where an access log goes.
 * @param destinationArn of the stage's settings
 * @returns the log group
 * @throws AwsError BadRequestException for what is no log group; AWS takes a Firehose stream, too
 */
export function logDestinationOf(destinationArn: string): LogDestination {
  const [, region, groupName] = LOG_GROUP_ARN.exec(destinationArn) ?? [];
  if (region === undefined || groupName === undefined) {
    throw badRequest(
      `Invalid ARN specified in the request: ${destinationArn}; modelled are log groups, ` +
        "arn:<partition>:logs:<region>:<account>:log-group:<name> (packages/local-aws/src/apigateway/access-log-format.ts)",
    );
  }
  return { region, groupName };
}

/**
 * Refuses a format that AWS refuses. It takes a variable that it does not know.
 * @param format of an access log
 * @throws AwsError BadRequestException, in AWS's words
 * @see https://github.com/ministryofjustice/cloud-platform-environments/pull/12962
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function refuseAccessLogFormat(format: string): void {
  if (/[\r\n]/.test(format.replace(/\r?\n$/, ""))) {
    throw badRequest(
      `Access Log format must be single line, new line character is allowed only at end of the format: '${format}'`,
    );
  }
  if (!/\$context\.(?:requestId|extendedRequestId)\b/.test(format)) {
    throw badRequest(
      `Access Log format must include either $context.requestId or $context.extendedRequestId : '${format}'`,
    );
  }
}
