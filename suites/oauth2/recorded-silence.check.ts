import { check } from '../../harness/check.ts'
import type { Silence } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

export const noHang = check({
  id: 'robustness.no-hang',
  title: 'Every request is answered in time',
  law: [security('RFC 6749', '5.2')],
  needs: ['token'],
  steps: { recording: 'Look for requests of this run that got no answer, and got none when they were repeated' },
  holds: 'No request is left without an answer twice',
  defect: 'malformed-request-hangs',
  caution:
    'Connections that fail once are the network. A request of more than 8 KiB on which the server hangs up is a warning: HTTP layers do so.',
  passive: true,
  async run({ recording, silences, step, law, notApplicable }) {
    const found = await step.recording(async () => silences())
    if (!recording('token').some(({ hasToken }) => hasToken)) notApplicable(nothing)
    law.each(found, (silence) => {
      const hangs = silence.kind === 'timeout' || silence.kind === 'reset'
      const { method, url } = silence.request
      const what = silence.kind === 'timeout' ? 'no answer in time' : 'a dropped connection'
      law.that(!hangs, {
        expected: 'an answer to every request',
        actual: `${what} to ${method} ${url.split('?', 1)[0]} with ${shapeOf(silence)}, each time it was sent`,
        tolerated: sizeOf(silence) > 8 * 1024 && silence.kind === 'reset' ? 'the request is very long' : undefined,
      })
    })
  },
})

const nothing = 'too little was recorded, a token among it: run it together with other checks'

function shapeOf({ request: { url, body } }: Silence): string {
  const names = new URLSearchParams(body ?? url.split('?', 2)[1]).keys()
  const some = [...new Set(names)]
    .filter((name) => /^[\w.[\]-]{1,40}$/.test(name))
    .slice(0, 8)
    .join(', ')
  return some === '' ? 'no parameter' : some
}

function sizeOf({ request: { url, headers, body = '' } }: Silence): number {
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length, url.length + body.length)
}
