import { defect } from '../defect.ts'

const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')

export const signedMetadataAlgNone = defect({
  id: 'signed-metadata-alg-none',
  sentence: 'signed_metadata is an unsigned JWT.',
  breaks: { document: 'RFC 8414', section: '2.1' },
  after({ json }, { endpoint }) {
    const signed = json?.['signed_metadata']
    if (endpoint !== 'discovery' || !json || typeof signed !== 'string') return
    json['signed_metadata'] = `${header}.${signed.split('.')[1]}.`
  },
})
