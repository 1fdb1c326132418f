import { defect } from '../defect.ts'

export const authzCors = defect({
  id: 'authz-cors',
  sentence: 'Scripts of any site may call the authorization endpoint.',
  breaks: { document: 'RFC 9700', section: '2.6' },
  after(answer, { endpoint, headers }) {
    if (endpoint === 'authorization' && headers.origin !== undefined)
      answer.setHeader('access-control-allow-origin', headers.origin)
  },
})
