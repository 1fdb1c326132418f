import type { FeatureOptions } from './options.ts'

const known = ['id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'] as const

type FurtherType = (typeof known)[number]

/** The response types a tenant is asked to know beside `code` and `none`; throws on one that does not exist. */
export function furtherTypes({ responseTypes = [] }: FeatureOptions): FurtherType[] {
  return responseTypes.filter((type) => type !== 'code' && type !== 'none').map(find)
}

function find(type: string): FurtherType {
  const words = type.split(' ').toSorted().join(' ')
  const found = known.find((one) => one === words)
  if (found) return found
  // The plain implicit grant comes with a client that is registered for it.
  const advice = words === 'token' ? 'Register a client with response_types: [token] instead.' : 'Choose one of these.'
  throw new Error(`Expected features.responseTypes among ${known.join(', ')}, got "${type}". ${advice}`)
}
