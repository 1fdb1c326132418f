import { defect } from '../defect.ts'

export const redirectOmittedBreaksToken = defect({
  id: 'redirect-omitted-breaks-token',
  sentence: 'A code that was asked for without redirect_uri cannot be redeemed without one.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  before({ endpoint, form, grantType }) {
    if (endpoint !== 'token' || grantType !== 'authorization_code' || form.has('redirect_uri')) return
    // Nothing the client was registered with, so that the sound comparison refuses.
    form.set('redirect_uri', 'urn:not:sent')
  },
})
