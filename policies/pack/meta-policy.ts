import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

export type SdkPolicy = ResourceValidationPolicy | StackValidationPolicy;

/** The tag of the meta-policies. They say what became of the rules, and are always on. */
export const META_POLICY = "meta-policy";

export const isMetaPolicy = ({ tags }: SdkPolicy): boolean => tags?.includes(META_POLICY) ?? false;
