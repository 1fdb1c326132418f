import { paths } from '../../wire/endpoints.ts'
import { defect } from '../defect.ts'
import { signAgain } from '../sign-again.ts'

export const introspectJwtAudNotCaller = defect({
  id: 'introspect-jwt-aud-not-caller',
  sentence: 'Signed introspection answers are addressed to the audience of the token, whoever asks.',
  breaks: { document: 'RFC 9701', section: '5' },
  async after(answer, { endpoint, issuer, tenant }) {
    if (endpoint !== 'introspection') return
    await signAgain(answer, tenant, (claims) => ({ ...claims, aud: issuer + paths.resource }))
  },
})
