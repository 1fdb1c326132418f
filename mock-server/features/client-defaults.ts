import type { Client } from '../options.ts'
import type { FeatureOptions } from './options.ts'

/** The grant type of a client that waits for its user (CIBA, section 10.1). */
const cibaGrant = 'urn:openid:params:grant-type:ciba'

/** The clients a tenant that names none has for its features. */
export function featureClients({ ciba }: FeatureOptions): Client[] {
  if (!ciba) return []
  return [
    {
      client_id: 'kiosk',
      client_name: 'Kiosk',
      client_secret: 'kiosk-secret-0123456789-abcdefghijklmnopq',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: [cibaGrant, 'refresh_token'],
      redirect_uris: [],
    },
  ]
}

/** A client of the options with what it leaves out: every type of authorization details, and polling. */
export function completed(client: Client, { rar, ciba }: FeatureOptions): Client {
  const polls = Boolean(ciba) && client.grant_types?.includes(cibaGrant) === true
  return {
    ...(rar === undefined ? {} : { authorization_details_types: rar }),
    ...(polls ? { backchannel_token_delivery_mode: 'poll' } : {}),
    ...client,
  }
}
