import { regionOf } from "../region";
import { isMadeFrom, oncePerResource } from "../stack";
import { partsIn, textsIn } from "../texts";
import { awsType } from "../types";
import { type ConnectorConfig, connectorConfigFrom, readConnectorConfigs } from "./config";
import { connectorConfigsAt } from "./holders";

/** A connector's file, and where it is kept. */
export interface ConnectorFile {
  readonly config: ConnectorConfig;
  /** How a message begins: nothing, or the output's name with a colon. */
  readonly place: string;
  /** The region that it is kept for; undefined where nobody says. */
  readonly region: unknown;
  /** Whether the program made it of an API, a stage or a key of this stack. */
  readonly isMadeHere: boolean;
  /** Whether it may hold the key: in a plain output or a ConfigMap the key is left out rightly. */
  readonly mayHoldKey: boolean;
}

/** A region as a part of an output's name. */
const REGION = /(?:^|\.)([a-z]{2}(?:-[a-z]{3,10}){1,3}-\d)(?=$|\.)/;

/**
 * The connector's files in a resource or in the stack's outputs. Each holder is read once: several checks ask for its files.
 * @param holder The stack, or a resource that can hold a file.
 * @param stack The stack.
 * @returns The files.
 * @throws where a text is not known yet, or cannot be read
 */
export const connectorFilesAt = oncePerResource((holder, stack): readonly ConnectorFile[] => {
  if (holder.type !== awsType.stack) {
    const isMadeHere = isMadeFrom(holder, awsType.apiKey, awsType.usagePlanKey, awsType.restApi, awsType.stage);
    return connectorConfigsAt(holder).map((config) => ({
      config,
      place: "",
      region: holder.type.startsWith("aws:") ? regionOf(holder) : undefined,
      isMadeHere,
      mayHoldKey: holder.type !== awsType.kubernetesConfigMap,
    }));
  }
  const texts = textsIn(holder).map(({ path, text }) => ({ path, configs: readConnectorConfigs(text) }));
  const objects = partsIn(holder).map(({ path, value }) => ({
    path,
    configs: [connectorConfigFrom(value) ?? []].flat(),
  }));
  return [...texts, ...objects].flatMap(({ path, configs }) =>
    configs.map((config) => ({
      config,
      place: `output ${path}: `,
      region: REGION.exec(path)?.[1],
      isMadeHere: false,
      mayHoldKey: stack.isSecretOutput(path),
    })),
  );
});
