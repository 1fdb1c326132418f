import { check } from '../../harness/check.ts'
import type { Answer, Context, Walk } from '../../harness/context.ts'
import { should } from '../../harness/law.ts'

export const noThirdPartyResources = check({
  id: 'authz.no-third-party-resources',
  title: 'Login and consent pages load nothing from other sites',
  law: [should('RFC 9700', '4.2.4')],
  needs: ['authorization_code'],
  steps: { pages: 'Log in and consent anew, and list what each page loads' },
  holds: 'Scripts, frames, style sheets, images and fonts come from the server itself',
  defect: 'third-party-script',
  caution: 'A host that belongs to the operator, as for a content delivery network, is fine and cannot be told apart.',
  async run({ op, step, law, target, notApplicable }) {
    const pages = htmlOf(await step.pages(() => op.walkAnew()), target)
    if (pages.length === 0) return notApplicable('the walk showed no page')
    law.each(pages, (page) => {
      const foreign = loadedBy(page).filter(({ host }) => host !== new URL(page.request.url).host)
      const actual = `loads from ${[...new Set(foreign.map(({ host }) => host))].join(', ')}`
      law.that(foreign.length === 0, { expected: 'pages that load from their own host only', actual })
    })
  },
})

const loads =
  /<(?:script|img|iframe|frame|embed|source)\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)|<link\b(?=[^>]*\brel\s*=\s*["']?(?:stylesheet|preload|icon|modulepreload))[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)|@import\s+(?:url\()?\s*["']?([^"')\s]+)/gi

/** The addresses a page loads from. */
function loadedBy({ body, request }: Answer): readonly URL[] {
  return [...body.matchAll(loads)]
    .map(([, source, link, style]) => source ?? link ?? style ?? '')
    .filter((address) => URL.canParse(address, request.url))
    .map((address) => new URL(address, request.url))
    .filter(({ protocol }) => /^https?:$/.test(protocol))
}

/** The pages of the server itself. */
function htmlOf({ answers }: Walk, target: Context['target']): readonly Answer[] {
  const home = new URL(target.endpoint('authorization')).origin
  return answers.filter(
    ({ mediaType, body, request }) => mediaType === 'text/html' && body !== '' && new URL(request.url).origin === home,
  )
}
