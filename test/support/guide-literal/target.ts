import { join } from "node:path";

import { readConfiguration } from "@aerospike-kinesis/esp-simulator";

import { createTrouble, type SoakTarget, xdrLimits } from "../../../commands/soak/target";
import { openProgram, type Program } from "../program";

/** The guide's complete example of a connector's file. */
const connectorFile = (endpoint: string, apiKey: string, streamName: string): string => `
destinations:
  aws-kinesis:
    urls: ["${endpoint}"]
    protocol: HTTP_1_1
    headers:
      send-digest-headers: true
      additional-headers: { Content-Type: application/json, streamname: "${streamName}", x-api-key: "${apiKey}" }
    connection-ttl: 15000
    call-timeout: 10000
    connect-timeout: 2000
    max-connections-per-endpoint: 10
routing: { mode: static, destination: [aws-kinesis] }
format: { mode: json, metadata-key: metadata }
`;

/** The guide's set-up on the real engine, as something to soak. */
export async function deployGuide(): Promise<SoakTarget & Pick<Program, "close">> {
  const timeouts = { integrationTimeoutMs: 29_000, callTimeoutMs: 10_000 };
  const trouble = createTrouble(1, timeouts);
  const program = await openProgram({ main: join(__dirname, "index.ts") }, trouble.localAws);
  try {
    await program.workspace.init("dev");
    const { code, stdout, stderr } = await program.workspace.up("dev");
    if (code !== 0) throw new Error(`${stdout}${stderr}`);
    const outputs = await program.workspace.outputs("dev", { showSecrets: true });
    const [endpoint, apiKey, stream] = [outputs.endpoint, outputs.apiKey, outputs.streamName].map(String);
    return {
      aws: program.aws,
      trouble,
      // The guide has no alarms.
      alarms: { begin: () => undefined, wentOff: () => [] },
      region: "ap-south-1",
      stream: stream ?? "",
      retentionMs: 24 * 3_600_000,
      xdrLimits: xdrLimits(timeouts),
      close: program.close,
      configuration: () => Promise.resolve(readConfiguration(connectorFile(endpoint!, apiKey!, stream!))),
      change: () => Promise.reject(new Error("the guide changes nothing")),
    };
  } catch (error) {
    await program.close();
    throw error;
  }
}
