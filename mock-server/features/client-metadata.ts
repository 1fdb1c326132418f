import type { TenantSettings } from '../options.ts'
import { errors, type Configuration } from '../provider/library.ts'
import { registrationRules } from '../provider/registration.ts'
import { frontChannelMetadata, frontChannelProblem } from './front-channel-logout.ts'

/** The client metadata a tenant knows beyond oidc-provider, and the rules for it. */
export function clientMetadata(settings: TenantSettings): Pick<Configuration, 'extraClientMetadata'> {
  const rules = settings.registration === 'off' ? undefined : registrationRules()
  if (settings.features.logout?.frontchannel !== true) return rules ? { extraClientMetadata: rules } : {}
  return {
    extraClientMetadata: {
      properties: [...frontChannelMetadata, ...(rules?.properties ?? [])],
      validator(ctx, key, value, metadata) {
        const problem = frontChannelProblem(key, value)
        if (problem !== undefined) throw new errors.InvalidClientMetadata(problem)
        if (rules?.properties?.includes(key)) rules.validator?.(ctx, key, value, metadata)
      },
    },
  }
}
