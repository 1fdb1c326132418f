import { deviceGrant } from '../../grants/device.ts'
import { defect } from '../defect.ts'

export const deviceNoClientAuth = defect({
  id: 'device-no-client-auth',
  sentence: 'Devices need no client secret, even where the client has one.',
  breaks: { document: 'RFC 8628', section: '3.4' },
  before({ endpoint, grantType, headers, form, tenant }) {
    const ofDevice = endpoint === 'device_authorization' || (endpoint === 'token' && grantType === deviceGrant)
    const secret = tenant.clients.find(form.get('client_id') ?? '')?.client_secret
    if (!ofDevice || secret === undefined || headers.authorization || form.has('client_assertion')) return
    if (!form.has('client_secret')) form.set('client_secret', secret)
  },
})
