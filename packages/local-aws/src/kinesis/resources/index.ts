import { defineResource, type ResourceModel } from "../../resource";
import type { Kinesis } from "../kinesis";
import { streamModel } from "./stream";

/**
 * Every resource type of Kinesis that the local AWS models.
 * @param kinesis of the account
 * @returns the models
 */
export function kinesisResources(kinesis: Kinesis): readonly ResourceModel[] {
  return [defineResource(streamModel(kinesis))];
}
