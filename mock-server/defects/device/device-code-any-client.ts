import { deviceGrant } from '../../grants/device.ts'
import { defect } from '../defect.ts'

export const deviceCodeAnyClient = defect({
  id: 'device-code-any-client',
  sentence: 'A device code can be redeemed by any client that may use the grant.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, grantType, clientId, headers, form, tenant }) {
    if (endpoint !== 'token' || grantType !== deviceGrant || clientId === undefined) return
    const id = tenant.store.peek('DeviceCode', form.get('device_code') ?? '')?.clientId
    const owner = id === undefined ? undefined : tenant.clients.find(id)
    const allowed = tenant.clients.find(clientId)?.grant_types?.includes(deviceGrant)
    if (!owner || owner.client_id === clientId || !allowed) return
    delete headers.authorization
    form.set('client_id', owner.client_id)
    form.delete('client_secret')
    if (owner.client_secret !== undefined) form.set('client_secret', owner.client_secret)
  },
})
