import { check } from '../../harness/check.ts'
import { must } from '../../harness/law.ts'

export const loginReturnTargetChecked = check({
  id: 'redirect-uri.login-return-target-checked',
  title: 'The login page sends nobody to an address that its own parameters name',
  law: [must('RFC 9700', '2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Log in anew and look for parameters of the pages and forms on the way that name an address',
    detour:
      'Log in anew with such a parameter replaced: by a URL on another host, by one without a scheme, by one with a backslash',
  },
  holds: 'No user agent is sent to the other host',
  defect: 'login-return-open-redirect',
  caution: 'Without such a parameter there is nothing to judge. Pages of other origins are left alone.',
  async run({ op, step, law, notApplicable, blocked }) {
    const walk = await step.control(() => op.walk({ visitor: 'fresh' }))
    if (walk.landing.kind !== 'code') blocked('no code from a walk in a fresh session')
    const names = op.returnParameters(walk).slice(0, most)
    if (names.length === 0) notApplicable('no page on the way has a parameter that names an address')
    const ended: { about: string; left: string | undefined }[] = []
    for (const name of names) {
      for (const [kind, value] of Object.entries(lures)) {
        const { left, sent } = await step.detour(() => op.misdirect(name, value))
        if (sent) ended.push({ about: `${name} with ${kind}`, left })
      }
    }
    if (ended.length === 0) blocked('the parameter did not come again in another session', { transient: true })
    law.each(ended, ({ about, left }) => {
      law.that(left === undefined, { expected: 'a user who stays', actual: `a redirect to another host for ${about}` })
    })
  },
})

/** Parameters tried at one target: each costs three logins. */
const most = 4

const lures = {
  'a URL on another host': 'https://elsewhere.example/assay',
  'an address without a scheme': '//elsewhere.example/assay',
  'an address with a backslash': '/\\elsewhere.example/assay',
}
