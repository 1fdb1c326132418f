import { check } from '../../harness/check.ts'
import type { Answer, Target, Walk } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const frameProtection = check({
  id: 'authz.frame-protection',
  title: 'Login and consent pages cannot be framed by other sites',
  law: [must('RFC 9700', '4.16'), must('RFC 6749', '10.13')],
  needs: ['authorization_code'],
  steps: {
    pages: 'Log in and consent anew, and read the headers of each page',
    error: 'Look at the page for an unknown client',
  },
  holds: 'Each page has X-Frame-Options, or a Content-Security-Policy with frame-ancestors that names no whole world',
  defect: 'frame-protection-missing',
  caution:
    'A page with only a script against frames is a warning, and so is an error page without either. Pages of other servers are left out.',
  async run({ op, step, law, target, random, blocked, notApplicable }) {
    const walk = await step.pages(() => op.walkAnew())
    const error = await step.error(() => op.knock({ parameters: { client_id: random(16) } }))
    const pages = formsOf(walk, target)
    if (pages.length === 0 && walk.lost !== undefined) blocked(walk.lost)
    if (pages.length === 0) return notApplicable('the walk showed no page with a form')
    law.each([...pages, ...(error.mediaType === 'text/html' ? [error] : [])], (page) => {
      const script = antiFrameScript.test(page.body) ? 'a script keeps the page out of frames' : undefined
      law.that(isUnframeable(page), {
        expected: 'X-Frame-Options DENY or SAMEORIGIN, or frame-ancestors',
        actual: `neither on the page at ${placeOf(page)}`,
        tolerated: page === error ? 'it is an error page' : script,
      })
    })
  },
})

export const contentSecurityPolicy = check({
  id: 'authz.content-security-policy',
  title: 'Login and consent pages carry a Content-Security-Policy',
  law: [should('RFC 9700', '4.16')],
  needs: ['authorization_code'],
  steps: { pages: 'Log in and consent anew, and read the headers of each page' },
  holds: 'Each page has a Content-Security-Policy with frame-ancestors',
  defect: 'csp-missing',
  caution: 'A report-only header counts as none, and a policy without frame-ancestors does not protect from framing.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const walk = await step.pages(() => op.walkAnew())
    const pages = formsOf(walk, target)
    if (pages.length === 0 && walk.lost !== undefined) blocked(walk.lost)
    if (pages.length === 0) return notApplicable('the walk showed no page with a form')
    law.each(pages, (page) => {
      const policy = page.header('content-security-policy')
      const actual = policy === undefined ? 'no policy' : 'a policy without frame-ancestors'
      const sides = {
        expected: 'a Content-Security-Policy with frame-ancestors',
        actual: `${actual} at ${placeOf(page)}`,
      }
      law.that(ancestorsOf(page).length > 0, sides)
    })
  },
})

export const referrerPolicy = check({
  id: 'authz.referrer-policy',
  title: 'Pages of the authorization server suppress the Referer',
  law: [security('RFC 9700', '4.2.4')],
  needs: ['authorization_code'],
  steps: { pages: 'Log in and consent anew, and read Referrer-Policy of each page, or its referrer meta element' },
  holds: 'Each page has a policy that keeps the query of its address from other sites',
  defect: 'referrer-policy-unsafe',
  caution: 'No policy at all is a warning, because browsers have a safe one by default.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const walk = await step.pages(() => op.walkAnew())
    const pages = formsOf(walk, target)
    if (pages.length === 0 && walk.lost !== undefined) blocked(walk.lost)
    if (pages.length === 0) return notApplicable('the walk showed no page with a form')
    law.each(pages, (page) => {
      const policy = referrerPolicyOf(page)
      law.that(policy !== undefined && !leaky.has(policy), {
        expected: 'a Referrer-Policy that sends no more than the origin to other sites',
        actual: `${policy ?? 'no policy'} at ${placeOf(page)}`,
        tolerated: policy === undefined ? 'browsers default to strict-origin-when-cross-origin' : undefined,
      })
    })
  },
})

export const notCacheable = check({
  id: 'authz.not-cacheable',
  title: 'Redirects that carry a code and login pages are not stored by caches',
  law: [security('RFC 6749', '5.1')],
  needs: ['authorization_code'],
  steps: { pages: 'Log in and consent anew, and read Cache-Control of the pages and of the redirect with the code' },
  holds: 'Each says no-store, or no-cache and private',
  defect: 'authz-cacheable',
  caution: 'No Cache-Control, or one that does not invite to store, is a warning.',
  async run({ op, step, law, target, blocked }) {
    const walk = await step.pages(() => op.walkAnew())
    if (walk.landing.kind !== 'code') blocked('the flow gave no code')
    const last = walk.answers.slice(-1).filter((answer) => answer.header('location') !== undefined)
    law.each([...formsOf(walk, target), ...last], (answer) => {
      const control = answer.header('cache-control')?.toLowerCase() ?? ''
      const closed = /\bno-store\b/.test(control) || (/\bno-cache\b/.test(control) && /\bprivate\b/.test(control))
      const invites = /\bpublic\b|\b(?:s-maxage|max-age)\s*=\s*"?0*[1-9]/.test(control)
      law.that(closed, {
        expected: 'Cache-Control: no-store',
        actual: `${control === '' ? 'none' : control} at ${placeOf(answer)}`,
        tolerated: invites ? undefined : 'nothing invites a cache to store it',
      })
    })
  },
})

export const noCors = check({
  id: 'authz.no-cors',
  title: 'The authorization endpoint does not support CORS',
  law: [must('RFC 9700', '2.6')],
  needs: ['authorization', 'authorization_code'],
  steps: {
    get: 'Send an authorization request as a script of another site would',
    preflight: 'Ask in advance whether such a script may send it',
  },
  holds: 'Neither answer has Access-Control-Allow-Origin',
  defect: 'authz-cors',
  caution: 'A star for everybody, as gateways add it, is a warning: browsers do not take it with credentials.',
  async run({ op, step, law }) {
    const origin = 'https://elsewhere.example'
    const headers = { origin, 'access-control-request-method': 'GET' }
    const get = await step.get(() => op.knock({}, { headers: { origin } }))
    const preflight = await step.preflight(() => op.knock({}, { method: 'OPTIONS', headers }))
    law.each([get, preflight], (answer) => {
      const allowed = answer.header('access-control-allow-origin')
      law.that(allowed === undefined, {
        expected: 'no Access-Control-Allow-Origin',
        actual: `Access-Control-Allow-Origin: ${allowed} in the answer to ${answer.request.method}`,
        tolerated: allowed === '*' ? 'under a star browsers let no script act as the user' : undefined,
      })
    })
  },
})

const leaky = new Set(['unsafe-url', 'no-referrer-when-downgrade'])

const policies = new Set([
  ...leaky,
  'no-referrer',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
])

/** Of a list the last policy a browser knows counts; a meta element speaks after the header. */
function referrerPolicyOf(page: Answer): string | undefined {
  const meta = /<meta\b[^>]*\bname\s*=\s*["']?referrer\b[^>]*>/i.exec(page.body)?.[0]
  const content = /\bcontent\s*=\s*["']?([\w-]+)/i.exec(meta ?? '')?.[1]
  const header = (page.header('referrer-policy') ?? '').split(',').map((each) => each.trim().toLowerCase())
  return [...header, content?.toLowerCase() ?? ''].findLast((each) => policies.has(each))
}

const antiFrameScript = /\b(?:top|self|parent)\s*[!=]==?\s*(?:window\s*\.\s*)?(?:top|self|parent)\b/

function isUnframeable(page: Answer): boolean {
  const options = page.all('x-frame-options').map((each) => each.trim().toLowerCase())
  if (options.some((each) => each === 'deny' || each === 'sameorigin')) return true
  const ancestors = ancestorsOf(page)
  return ancestors.length > 0 && !ancestors.some((each) => ['*', 'http:', 'https:'].includes(each))
}

function ancestorsOf(page: Answer): readonly string[] {
  const policy = page.all('content-security-policy').join(';').toLowerCase()
  const directive = policy.split(/[;,]/).find((each) => each.trim().startsWith('frame-ancestors'))
  return directive?.trim().split(/\s+/).slice(1) ?? []
}

/** What is only done on a page that asks who somebody is or what they allow. */
const asked = /(?:^|, )(?:filled|picked|allowed|denied|agreed|followed the steps)/

/** The pages of the server itself on which a person did something: those that go on by themselves ask for nothing. */
function formsOf({ answers, deeds }: Walk, target: Target): readonly Answer[] {
  const home = new URL(target.endpoint('authorization')).origin
  return answers.filter(({ mediaType, body, request }, index) => {
    const deed = deeds[index] ?? ''
    const automatic = /itself|form_post|refresh|redirect/.test(deed)
    // A page whose scripts make its fields has no form to begin with.
    const asks = asked.test(deed) || (!automatic && /<form\b/i.test(body))
    return mediaType === 'text/html' && asks && new URL(request.url).origin === home
  })
}

/** Where an answer comes from; what is made anew for each flow is left out, so that a finding reads the same each time. */
function placeOf({ request }: Answer): string {
  return new URL(request.url).pathname.replaceAll(/[^/]{16,}/g, '…')
}
