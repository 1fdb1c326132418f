import { defect } from '../defect.ts'

export const refreshNarrowingIgnoredSilently = defect({
  id: 'refresh-narrowing-ignored-silently',
  sentence: 'A refresh for less scope gives a token with all of it, while the answer repeats what was asked.',
  breaks: { document: 'RFC 6749', section: '6' },
  before({ endpoint, form, grantType, notes, tenant }) {
    const asked = form.get('scope')
    if (endpoint !== 'token' || grantType !== 'refresh_token' || asked === null) return
    const granted = tenant.store.peek('RefreshToken', form.get('refresh_token') ?? '')?.scope?.split(' ') ?? []
    if (!asked.split(' ').every((scope) => granted.includes(scope))) return
    notes.set('asked', asked)
    form.delete('scope')
  },
  after({ json }, { notes }) {
    if (json?.['access_token'] !== undefined && notes.has('asked')) json['scope'] = notes.get('asked')
  },
})
