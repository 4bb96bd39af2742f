import { defineResource, type Properties, type Resource, type ResourceModel } from "./resource";

/** A resource type whose every step is done at once: everything of this API Gateway is in memory. */
export type MemoryModel<Inputs extends Properties> = Omit<
  ResourceModel<Inputs>,
  "create" | "read" | "update" | "delete"
> & {
  readonly create: (inputs: Inputs) => Resource;
  readonly read: (id: string, known: Properties) => Properties | undefined;
  readonly update: (id: string, inputs: Inputs, known: Properties) => Properties;
  readonly delete: (id: string, known: Properties) => void;
};

/**
 * The same as every other resource type of the local AWS.
 *
 * @param model whose steps return at once
 * @returns the model, whose steps return promises
 */
export const fromMemory = <Inputs extends Properties>(model: MemoryModel<Inputs>): ResourceModel =>
  defineResource<Inputs>({
    ...model,
    create: (inputs) => promise(() => model.create(inputs)),
    read: (id, known) => promise(() => model.read(id, known)),
    update: (id, inputs, known) => promise(() => model.update(id, inputs, known)),
    delete: (id, known) =>
      promise(() => {
        model.delete(id, known);
      }),
  });

/** What throws becomes a rejection. */
const promise = <T>(run: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(run());
  });
