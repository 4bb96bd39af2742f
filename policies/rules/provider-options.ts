import { resourceRule } from "../pack/rule";
import { asList } from "../read/lists";
import { optionOf, PROVIDER } from "../read/provider";
import { property } from "../read/resource";

export const providerOptions = resourceRule({
  name: "provider-options",
  description: "An AWS provider speaks to AWS alone, checks who answers, and has no credentials in its options.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave endpoints, insecure and the options that skip checks out. Take credentials from the environment, a profile or a role.",
  url: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
  tags: ["iam", "security", "encryption-in-transit", "secrets"],
  types: [PROVIDER],
  checks: [
    ({ props }) => {
      const services = endpointsOf(optionOf(props, "endpoints"));
      return [
        ...services
          .filter(({ url }) => !/^https:/i.test(url))
          .map(
            ({ service }) => `endpoints has one for ${service} without https: whoever is between reads and changes it.`,
          ),
        ...services
          .filter(({ url }) => /^https:/i.test(url) && !isOfAws(url))
          .map(({ service }) => `endpoints has one for ${service} that is not AWS's: it gets what AWS should get.`),
      ];
    },
    ...Object.entries({
      insecure: "the provider would not check the certificate of who answers.",
      skipCredentialsValidation: "nobody would see that the credentials are wrong before something is made.",
      skipRequestingAccountId: "nobody would know, or check, in which account it makes things.",
    }).map(
      ([option, consequence]) =>
        ({ props }: { readonly props: object }) =>
          optionOf(props, option) === true ? `${option} is true: ${consequence}` : undefined,
    ),
    ({ props }) =>
      ["accessKey", "secretKey", "token"]
        .filter((option) => optionOf(props, option) !== undefined)
        .map((option) => `${option} is set: credentials in a program or its configuration last, and are copied.`),
    ({ props }) =>
      property(optionOf(props, "assumeRoleWithWebIdentity"), "webIdentityToken") === undefined
        ? undefined
        : "assumeRoleWithWebIdentity.webIdentityToken is set: a token in a program is copied with it. Name its file.",
    ({ props }) =>
      textsIn(optionOf(props, "sharedCredentialsFiles")).some(isInProject)
        ? "sharedCredentialsFiles has a file of the project: credentials there are copied with it."
        : undefined,
    ({ props }) =>
      optionOf(props, "customCaBundle") === undefined
        ? undefined
        : "customCaBundle is set: whoever has that authority's key may answer in AWS's name.",
    ({ props }) => {
      const url = optionOf(props, "ec2MetadataServiceEndpoint");
      return typeof url === "string" && !isOfMachine(url)
        ? "ec2MetadataServiceEndpoint is not the machine's own: who answers there hands out the credentials."
        : undefined;
    },
  ],
});

const textsIn = (value: unknown): readonly string[] => asList(value).filter((one) => typeof one === "string");

/** Whether a path begins where the program runs: neither at the root nor in somebody's home. */
const isInProject = (path: string): boolean => path !== "" && !/^(?:[/\\~$]|[A-Za-z]:|%)/.test(path);

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html */
const isOfMachine = (url: string): boolean =>
  /^http:\/\/(?:169\.254\.169\.254|\[fd00:ec2::254\]|localhost|127\.0\.0\.1)(?:[:/]|$)/i.test(url);

interface Endpoint {
  readonly service: string;
  readonly url: string;
}

function endpointsOf(endpoints: unknown): readonly Endpoint[] {
  const maps: readonly unknown[] = Array.isArray(endpoints) ? endpoints : [endpoints];
  return maps.flatMap((map) =>
    typeof map === "object" && map !== null
      ? Object.entries(map).flatMap(([service, url]) =>
          typeof url === "string" && url !== "" ? [{ service, url }] : [],
        )
      : [],
  );
}

/** https://docs.aws.amazon.com/general/latest/gr/rande.html */
function isOfAws(url: string): boolean {
  const { hostname } = URL.canParse(url) ? new URL(url) : { hostname: "" };
  return /\.(?:amazonaws\.com(?:\.cn)?|api\.aws|amazonwebservices\.com\.cn|api\.amazonwebservices\.eu|amazonaws\.eu)$/i.test(
    hostname,
  );
}
