import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";

// Logs that are kept for ever.
new LogGroup("logs", { name: "/orders/dev" });
