import { defect } from '../defect.ts'

export const metadataBooleansAsStrings = defect({
  id: 'metadata-booleans-as-strings',
  sentence: 'Flags of the metadata are strings, and so is the list of scopes.',
  breaks: { document: 'RFC 8414', section: '3.2' },
  after({ json }, { endpoint }) {
    if (endpoint !== 'discovery' || !json) return
    for (const [name, value] of Object.entries(json)) {
      if (typeof value === 'boolean') json[name] = String(value)
    }
    if (Array.isArray(json['scopes_supported'])) json['scopes_supported'] = json['scopes_supported'].join(' ')
  },
})
