import * as z from 'zod';
import { cfnBoolean, cfnNumber, type Deployed, resourcesOfType } from '../assembly/resources-of-type.ts';

export interface SecretDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** A value that the template itself gives; undefined when one is to be generated. */
  readonly given: string | undefined;
  readonly generate: GenerateSecretString;
}

const generateSchema = z.object({
  PasswordLength: cfnNumber.default(32),
  ExcludeCharacters: z.string().default(''),
  ExcludeLowercase: cfnBoolean.default(false),
  ExcludeUppercase: cfnBoolean.default(false),
  ExcludeNumbers: cfnBoolean.default(false),
  ExcludePunctuation: cfnBoolean.default(false),
  IncludeSpace: cfnBoolean.default(false),
  SecretStringTemplate: z.optional(z.string()),
  GenerateStringKey: z.optional(z.string()),
});

export type GenerateSecretString = z.infer<typeof generateSchema>;

const secretSchema = z.object({
  Name: z.optional(z.string()),
  SecretString: z.optional(z.string()),
  GenerateSecretString: generateSchema.default(generateSchema.parse({})),
});

export function secretDefinitions(deployed: Deployed): SecretDefinition[] {
  return resourcesOfType(deployed, ['AWS::SecretsManager::Secret'], secretSchema).map(
    ({ resource, properties }) => {
      const { ref } = deployed.resolver.identityOf(resource);
      return {
        logicalId: resource.logicalId,
        name: properties.Name ?? `${resource.stackName}-${resource.logicalId}`,
        arn: ref,
        given: properties.SecretString,
        generate: properties.GenerateSecretString,
      };
    },
  );
}
