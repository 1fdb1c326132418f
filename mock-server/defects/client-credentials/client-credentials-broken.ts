import { defect } from '../defect.ts'

export const clientCredentialsBroken = defect({
  id: 'client-credentials-broken',
  sentence: 'The client_credentials grant is answered with unauthorized_client, whoever asks.',
  breaks: { document: 'RFC 6749', section: '4.4.3' },
  client: {
    grantAllowed: ({ value }, next) => value !== 'client_credentials' && next(),
  },
})
